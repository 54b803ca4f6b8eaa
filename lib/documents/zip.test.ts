import { expect, test } from "vitest";
import { zipOf, type ZipEntry } from "./zip";

const piece = Buffer.alloc(65_536, "Fieldpost ");

/** One entry without an end. */
function endless() {
  const read = { pieces: 0, isClosed: false };
  async function* bytes() {
    try {
      for (;;) {
        read.pieces++;
        yield await Promise.resolve(piece);
      }
    } finally {
      read.isClosed = true;
    }
  }
  async function* entries(): AsyncGenerator<ZipEntry> {
    yield await Promise.resolve({ name: "endless.csv", bytes: bytes() });
  }
  return { read, entries: entries() };
}

test("no more is read than is taken, and whoever stops early stops the reading", async () => {
  const { read, entries } = endless();
  for await (const each of zipOf(entries)) {
    expect(each.length).toBeGreaterThan(0);
    break;
  }
  expect(read.isClosed).toBe(true);
  // What a compressor and some streams hold, in pieces of 64 KiB.
  expect(read.pieces).toBeLessThan(200);
});

test("what goes wrong in an entry is thrown, after what was read before", async () => {
  async function* broken() {
    yield await Promise.resolve(piece);
    throw new Error("The database is gone.");
  }
  async function* entries(): AsyncGenerator<ZipEntry> {
    yield await Promise.resolve({ name: "broken.csv", bytes: broken() });
  }
  const reading = async () => {
    for await (const each of zipOf(entries())) expect(each).toBeInstanceOf(Uint8Array);
  };
  await expect(reading()).rejects.toThrow("The database is gone.");
});
