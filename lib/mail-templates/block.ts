import type { Tag } from "@/lib/tags/template";
import type { Address } from "./link-address";

/** Words as typed, and the tags between them. */
export type Piece = string | Tag;

export type Inline =
  | { kind: "words"; pieces: Piece[] }
  | { kind: "strong" | "emphasis"; content: Inline[] }
  | { kind: "link"; address: Address; isButton: boolean; content: Inline[] }
  | { kind: "break" };

/** All that a mail's body is made of: no image, no table, no HTML of the writer's own. */
export type Block =
  | { kind: "paragraph" | "heading"; content: Inline[] }
  | { kind: "list"; isOrdered: boolean; start: number; items: Block[][] }
  | { kind: "quote"; content: Block[] }
  | { kind: "rule" };
