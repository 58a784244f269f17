import { NotFoundPage } from "@/app/ui/feedback/not-found-page";

export default function NotFound() {
  return <NotFoundPage home="/" />;
}
