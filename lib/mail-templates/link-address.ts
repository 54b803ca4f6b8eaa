import type { FieldValues } from "@/lib/fields/field";
import { isMailAddress } from "@/lib/mail/address";
import { compileTemplate } from "@/lib/tags/check-template";
import { parseTemplate } from "@/lib/tags/parse-template";
import { renderTag } from "@/lib/tags/render-tag";
import { encodeStrictly, tagText } from "@/lib/tags/tag-text";
import type { Template } from "@/lib/tags/template";

/** Where a link leads for these values; null where that is no web or mail address: its words stay then, without a link. */
export type Address = (values: FieldValues) => string | null;

type Read = { ok: true; address: Address } | { ok: false; message: string };

/**
 * A link's address as typed: `https://…` or `http://…` with tags behind the host, `mailto:…`, or one tag that prints such an address
 * whole. What a tag prints never chooses the scheme or the host of an address that was typed.
 */
export function readAddress(text: string): Read {
  const template = parseTemplate(text.trim());
  const [first, ...others] = template.segments;
  if (template.problems[0]) return { ok: false, message: template.problems[0].message };
  if (first?.kind === "tag" && others.length === 0)
    return { ok: true, address: (values) => safeAddress(tagText(renderTag(first, values))) };
  const start = first?.kind === "text" ? first.text : "";
  if (/^https?:\/\//i.test(start)) return readWebAddress(text);
  if (/^mailto:/i.test(start)) return { ok: true, address: (values) => safeAddress(mailAddress(template, values)) };
  return {
    ok: false,
    message: "A link begins with https://, http:// or mailto:, or is one tag that prints an address.",
  };
}

function readWebAddress(text: string): Read {
  const compiled = compileTemplate(text, "url");
  if (!compiled.ok) return { ok: false, message: compiled.problems[0]?.message ?? "This address cannot be read." };
  return {
    ok: true,
    address: (values) => {
      const rendered = compiled.render(values);
      return rendered.ok ? safeAddress(rendered.text) : null;
    },
  };
}

function mailAddress({ segments }: Template, values: FieldValues): string {
  return segments
    .map((segment) =>
      segment.kind === "text"
        ? segment.text
        : encodeStrictly(tagText(renderTag(segment, values))).replaceAll("%40", "@"),
    )
    .join("");
}

/** http, https, or mailto one person. */
function safeAddress(text: string): string | null {
  const address = text.trim();
  if (/^mailto:/i.test(address)) {
    const [to = ""] = address.slice("mailto:".length).split("?");
    return isMailAddress(to) ? address : null;
  }
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  return new URL(address).href;
}
