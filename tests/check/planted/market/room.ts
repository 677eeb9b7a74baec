export const market = true;
