import { z } from "zod";
import { configurationParts, onlyParts } from "@/lib/configuration/parts";
import { readConfiguration } from "@/lib/configuration/read";
import { invalid } from "@/lib/errors/invalid";
import { route } from "@/lib/web/route";

const question = z.array(z.enum(configurationParts)).min(1, "Choose at least one part.");

/** The project's configuration as a file, `part` saying what is in it. */
export const GET = route("project.write", async ({ actor, query }) => {
  const parts = question.safeParse(query.getAll("part"));
  if (!parts.success) throw invalid(parts.error);
  const file = onlyParts(await readConfiguration(actor), new Set(parts.data));
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: {
      "content-type": "application/json; charset=utf-8",
      "content-disposition": `attachment; filename="${file.project.key}-configuration.json"`,
      "cache-control": "no-store",
    },
  });
});
