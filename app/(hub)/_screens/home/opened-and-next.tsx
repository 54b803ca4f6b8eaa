import { may, type Actor } from "@/lib/auth/actor";
import { also } from "@/lib/auth/authorize";
import type { OwnProject } from "@/lib/home/own-projects";
import { OpenedSection } from "./opened-section";
import { NextSection } from "./next-section";
import classes from "./home.module.css";

/** Side by side: what a person was at, and what happens without them. */
export function OpenedAndNext({ actor, projects = [] }: { actor: Actor; projects?: readonly OwnProject[] }) {
  return (
    <div className={classes.pair}>
      <OpenedSection actor={also(actor, "home.read")} />
      {(may(actor, "macros.read") || projects.length > 0) && <NextSection actor={actor} projects={projects} />}
    </div>
  );
}
