import { TemplatesPage } from "@/app/(hub)/_screens/mail-templates/templates-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "E-mail templates" };

export default page("macros.read", ({ actor }) => TemplatesPage({ actor }));
