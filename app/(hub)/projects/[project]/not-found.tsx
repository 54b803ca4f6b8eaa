export { default } from "@/app/(hub)/_screens/refused/not-found";
