import manifest from "@/package.json" with { type: "json" };

/** How receivers see us in their logs. */
export const userAgent = `Fieldpost/${manifest.version}`;
