import { projectRoles, roleLabel } from "@/lib/auth/permissions";

export const roleOptions = projectRoles.map((role) => ({ value: role, label: roleLabel[role] }));
