import { TemplatePage } from "@/app/(hub)/_screens/mail-templates/template-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "E-mail template" };

export default page("macros.read", ({ actor, param }) => TemplatePage({ actor, templateId: param("template") }));
