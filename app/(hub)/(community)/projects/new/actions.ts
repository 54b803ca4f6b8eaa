"use server";

import { createProject } from "@/lib/projects/commands";
import { projectInput } from "@/lib/projects/schema";
import { action } from "@/lib/web/action";

export const addProject = action("projects.create", projectInput, createProject);
