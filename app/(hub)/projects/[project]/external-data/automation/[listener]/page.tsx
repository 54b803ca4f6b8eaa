import { EditorPage } from "@/app/(hub)/_screens/listeners/editor-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "External listener" };

export default page("listeners.read", async ({ actor, param, search }) => (
  <EditorPage actor={actor} of={{ target: "project" }} listenerId={param("listener")} search={search} />
));
