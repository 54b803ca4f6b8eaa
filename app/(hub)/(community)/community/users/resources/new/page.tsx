import { EditorPage } from "@/app/(hub)/_screens/macros/editor-page";
import { also } from "@/lib/auth/authorize";
import { page } from "@/lib/web/page";

export const metadata = { title: "Create a macro" };

export default page("macros.write", ({ actor }) =>
  EditorPage({ actor: also(actor, "macros.read"), typeKey: null, macroId: null }),
);
