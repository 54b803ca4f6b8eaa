/** UTF-8 bytes. File systems take 255, and where it is unpacked the folder's name comes before it. */
const mostBytes = 120;

/**
 * File names, without their ends, for things in an order: `02 Tickets by status`. The number keeps them apart and in order, and off the
 * names that Windows keeps for itself (`CON`); signs that no file system or only some of them take are left out.
 */
export function namesInPackage(titles: readonly string[]): string[] {
  const digits = Math.max(2, String(titles.length).length);
  return titles.map((title, n) => `${String(n + 1).padStart(digits, "0")} ${inFileName(title)}`.trim());
}

function inFileName(title: string): string {
  const plain = title
    .toWellFormed()
    .normalize("NFC")
    .replace(/[<>:"/\\|?*\p{Cc}\p{Zl}\p{Zp}\ufffd]+/gu, " ")
    .replace(turning, "")
    .replace(/\s+/g, " ");
  let short = "";
  for (const { segment } of graphemes.segment(plain)) {
    if (Buffer.byteLength(short + segment) > mostBytes) break;
    short += segment;
  }
  return short.replace(/[. ]+$/, "").trim();
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Invisible, and some turn what follows around: a name that is not what it looks like. Those that join letters and emoji stay. */
const turning = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
