export const features = true;
