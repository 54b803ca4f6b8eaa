import { AppError } from "@/lib/errors/app-error";
import { readJson } from "@/lib/json/read";
import { storableInput } from "@/lib/json/sanitise";
import { configurationLimits } from "./limits";
import { configuration, type Configuration } from "./schema";

/** Members of one file: five hundred macros with everything stay below. */
const jsonLimits = { depth: 64, keys: 200_000 } as const;

/**
 * A configuration from the text of a file.
 * @throws AppError `too_large`, or `invalid` with each place (`macros.3.actions.0.body`) and what to do there
 */
export function parseConfiguration(text: string): Configuration {
  if (Buffer.byteLength(text) > configurationLimits.bytes)
    throw new AppError(
      "too_large",
      "The file is larger than 5 MB. Export in several parts and take them one after the other.",
    );
  const json = text.replace(/^\uFEFF/, "");
  const read = readJson(json, jsonLimits);
  if (!read.ok) {
    const { line, column, message } = read.problem;
    throw new AppError("invalid", `The file is not JSON. Line ${line}, column ${column}: ${message}`);
  }
  const [twice] = read.duplicates;
  if (twice !== undefined)
    throw new AppError("invalid", `The name “${twice}” stands twice in one object of the file. Take one of them out.`);
  const parsed = configuration.safeParse(storableInput(JSON.parse(json)));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.slice(0, 20).map(({ path, message }) => [pathOf(path), message] as const);
  const more = parsed.error.issues.length - places.length;
  const message = `The file has ${parsed.error.issues.length === 1 ? "a mistake" : `${parsed.error.issues.length} mistakes`}${more > 0 ? ", of which the first 20 are shown" : ""}. Nothing was taken.`;
  throw new AppError("invalid", message, Object.fromEntries(places));
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join(".") || "file";
}
