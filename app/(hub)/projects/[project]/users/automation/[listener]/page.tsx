import { EditorPage } from "@/app/(hub)/_screens/listeners/editor-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "External listener" };

export default page("listeners.read", ({ actor, param, search }) =>
  EditorPage({ actor, of: { target: "user" }, listenerId: param("listener"), search }),
);
