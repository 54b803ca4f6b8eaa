"use server";

import { updateProject } from "@/lib/projects/commands";
import { projectChange } from "@/lib/projects/schema";
import { action } from "@/lib/web/action";

export const saveProject = action("project.write", projectChange, updateProject);
