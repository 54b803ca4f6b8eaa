import { TemplatePage } from "@/app/(hub)/_screens/mail-templates/template-page";
import { also } from "@/lib/auth/authorize";
import { page } from "@/lib/web/page";

export const metadata = { title: "Create a template" };

export default page("macros.write", ({ actor, search }) =>
  TemplatePage({ actor: also(actor, "macros.read"), templateId: null, chosen: search.for }),
);
