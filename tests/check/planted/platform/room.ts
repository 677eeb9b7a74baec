export const platform = true;
