import type { ErrorCode } from "@/lib/errors/app-error";
import type { World } from "./world/world";

/** What a person sends who works in this world. Whatever differs between two worlds is an id or a name of something in them. */
export interface Example {
  input: (world: World) => unknown;
  /** Of the community only; by default it is tried in a project. */
  community?: true;
  /** What the right person is told, when it is not done at once. */
  answer?: ErrorCode;
  /** Members that may name what belongs to the community: everything in a project may use that. */
  shared?: string[];
  /** Members by which what belongs elsewhere is passed over in silence. */
  ignored?: string[];
}
