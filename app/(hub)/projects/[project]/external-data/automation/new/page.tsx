import { EditorPage } from "@/app/(hub)/_screens/listeners/editor-page";
import { also } from "@/lib/auth/authorize";
import { page } from "@/lib/web/page";

export const metadata = { title: "Create an external listener" };

export default page("listeners.write", ({ actor, search }) =>
  EditorPage({ actor: also(actor, "listeners.read"), of: { target: "project" }, listenerId: null, search }),
);
