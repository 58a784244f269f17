import type { ErrorBody, ErrorCode } from "@/lib/session/errors";
import type { Failure } from "@/lib/session/failure";

/** Why a form was not done, as a Server Action gives it back to its page. */
export interface FormRefusal {
  status: "refused";
  code: ErrorCode;
  /** Seconds until another attempt makes sense. */
  retryAfter?: number;
  issues?: NonNullable<ErrorBody["details"]>["issues"];
}

export function formRefusal({ code, details }: Failure): FormRefusal {
  return {
    status: "refused",
    code,
    ...(details?.retryAfter === undefined ? {} : { retryAfter: details.retryAfter }),
    ...(details?.issues === undefined ? {} : { issues: details.issues }),
  };
}
