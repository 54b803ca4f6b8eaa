import { EditorPage } from "@/app/(hub)/_screens/macros/editor-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Macro" };

export default page("macros.read", ({ actor, param }) => EditorPage({ actor, typeKey: null, macroId: param("macro") }));
