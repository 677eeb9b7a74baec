export { type Cipher, createCipher } from './cipher.ts';
export { deriveKey } from './derive-key.ts';
export { isMacOf, macOf } from './mac.ts';
export { type Keys, openKeys } from './open-keys.ts';
export { type KeyRing, parseKeyRing } from './parse-key-ring.ts';
export { hashPassword, verifyPassword } from './password-hash.ts';
export { randomPassword } from './random-password.ts';
