"use server";

import { newProjectInput } from "@/lib/configuration/new-project-schema";
import { startProject } from "@/lib/configuration/start-project";
import { action } from "@/lib/web/action";

export const addProject = action("projects.create", newProjectInput, startProject);
