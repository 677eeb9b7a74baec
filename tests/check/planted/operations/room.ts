export const operations = true;
