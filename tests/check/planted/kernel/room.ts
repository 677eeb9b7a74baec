export const kernel = true;
