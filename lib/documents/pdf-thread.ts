import { readFileSync } from "node:fs";
import path from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { NodeCompiler, type NodeTypstDocument } from "@myriaddreamin/typst-ts-node-compiler";

/** What a thread is given. Run by Node as it is, so this file imports nothing of ours. */
export interface PdfOrder {
  /** The folder of the template, the only one that may be read. */
  folder: string;
  template: string;
  /** The content as JSON: the template reads it as data, never as markup. */
  content: string;
  fontFiles: string[];
}

const { folder, template, content, fontFiles } = workerData as PdfOrder;
const fontBlobs = fontFiles.map((file) => readFileSync(file));
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs }], inputs: { content } });
const { result: document, ...failed } = compile();
if (!document) throw new Error(failed.reason);
const bytes = new Uint8Array(accessible(document) ?? compiler.pdf(document));
parentPort?.postMessage(bytes, [bytes.buffer]);

/**
 * Null where the standard refuses: a text has letters that none of our fonts draws, or a drawing has names in scripts where several glyphs
 * make up a letter (Thai, Devanagari), which Typst does not tell apart there. What is written then is tagged all the same.
 */
function accessible(document: NodeTypstDocument): Uint8Array | null {
  try {
    return compiler.pdf(document, { pdfStandard: "ua-1" });
  } catch {
    return null;
  }
}

function compile() {
  const compiled = compiler.compile({ mainFilePath: path.join(folder, template) });
  const error = compiled.takeError();
  return {
    result: compiled.result,
    reason: error ? JSON.stringify(error.shortDiagnostics) : "The template has no pages.",
  };
}
