export const server = true;
