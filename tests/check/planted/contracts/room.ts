export const contracts = true;
