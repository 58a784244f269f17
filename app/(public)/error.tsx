"use client";

export { ErrorPage as default } from "@/app/ui/feedback/error-page";
