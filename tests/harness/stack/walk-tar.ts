export interface TarFile {
  readonly name: string;
  readonly content: Buffer;
}

const blockBytes = 512;
const textAt = (block: Buffer, from: number, length: number) =>
  block.toString('utf8', from, from + length).split('\0')[0] as string;

/** The regular files of an uncompressed tar archive. Long names may come shortened. */
export function* walkTar(archive: Buffer): Generator<TarFile> {
  for (let at = 0; at + blockBytes <= archive.length; ) {
    const header = archive.subarray(at, at + blockBytes);
    const name = textAt(header, 0, 100);
    if (name === '') return;
    const bytes = Number.parseInt(textAt(header, 124, 12).trim() || '0', 8);
    const type = textAt(header, 156, 1);
    const from = at + blockBytes;
    if (type === '0' || type === '')
      yield {
        name: [textAt(header, 345, 155), name].filter(Boolean).join('/'),
        content: archive.subarray(from, from + bytes),
      };
    at = from + Math.ceil(bytes / blockBytes) * blockBytes;
  }
}
