const signatures: [type: string, begins: (bytes: Uint8Array) => boolean][] = [
  ["image/png", (bytes) => has(bytes, 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ["image/jpeg", (bytes) => has(bytes, 0, [0xff, 0xd8, 0xff])],
  ["image/gif", (bytes) => has(bytes, 0, [0x47, 0x49, 0x46, 0x38])],
  ["image/webp", (bytes) => has(bytes, 0, [0x52, 0x49, 0x46, 0x46]) && has(bytes, 8, [0x57, 0x45, 0x42, 0x50])],
];

/**
 * What a file may be shown as, by its first bytes: one of four kinds of pictures that hold no scripts. Its name and what its sender called
 * it count for nothing; everything else is `application/octet-stream` and only ever downloaded.
 */
export function pictureType(bytes: Uint8Array): string {
  return signatures.find(([, begins]) => begins(bytes))?.[0] ?? "application/octet-stream";
}

function has(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return wanted.every((byte, index) => bytes[at + index] === byte);
}
