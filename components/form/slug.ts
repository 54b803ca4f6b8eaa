/** Makes a key of a name: lower case, no accents, words joined by `separator`, starting with a letter, 60 at most. */
export function slug(name: string, separator: "-" | "_" = "-"): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’]/g, "")
    .replaceAll("ß", "ss")
    .replace(/[^a-z0-9]+/g, separator)
    .replace(/^[^a-z]+/, "")
    .slice(0, 60)
    .replace(/[-_]+$/, "");
}
