import { DeliveryPage } from "@/app/(hub)/_screens/logs/delivery-page";
import { page } from "@/lib/web/page";

export const metadata = { title: "Delivery" };

export default page("logs.read", ({ actor, param }) => DeliveryPage({ actor, deliveryId: param("delivery") }));
