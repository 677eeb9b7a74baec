export const cli = true;
