import { CallPage } from "@/app/(hub)/_screens/listeners/call-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Listener call" };

export default page("logs.read", ({ actor, param }) => CallPage({ actor, callId: param("call") }));
