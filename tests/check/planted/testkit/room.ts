export const testkit = true;
