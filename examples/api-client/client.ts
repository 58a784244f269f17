// @ts-nocheck
/**
 * Latchkey
 * 1
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import * as Oazapfts from "@oazapfts/runtime";
import * as QS from "@oazapfts/runtime/query";
export const defaults: Oazapfts.Defaults<Oazapfts.CustomHeaders> = {
    headers: {},
    baseUrl: "/"
};
const oazapfts = Oazapfts.runtime(defaults);
export const servers = {
    server1: "/"
};
export type ErrorCode = "invalid_request" | "invalid_credentials" | "invalid_code" | "invalid_ticket" | "invalid_credential" | "login_required" | "not_authenticated" | "token_expired" | "session_expired" | "session_revoked" | "use_dpop_nonce" | "device_proof_required" | "account_disabled" | "device_key_unavailable" | "cross_site_request" | "forbidden" | "forbidden_while_impersonating" | "deletion_scheduled" | "wrong_account" | "reauthentication_required" | "second_factor_required" | "not_found" | "unknown_template" | "method_not_allowed" | "request_timeout" | "email_taken" | "session_mismatch" | "superseded" | "last_admin" | "last_owner" | "slug_taken" | "already_member" | "attempt_closed" | "wrong_step" | "challenge_closed" | "device_link_closed" | "approval_pending" | "second_factor_needed" | "request_in_progress" | "already_done" | "too_many_accounts" | "idempotency_key_reused" | "payload_too_large" | "unsupported_media_type" | "rate_limited" | "factor_locked" | "server_error" | "unavailable";
export type EndReason = "signed_out" | "user" | "revoked_everywhere" | "admin" | "account_disabled" | "reuse_detected" | "password_changed" | "replaced" | "too_many_attempts" | "provider" | "account_deletion" | "idle" | "absolute";
export type Time = string;
export type ErrorDetails = {
    /** Why the session ended; with `session_expired` and `session_revoked`. */
    reason?: EndReason;
    /** Which field is wrong, and how; with `invalid_request`. The path is "" for the input as a whole. */
    issues?: {
        path: string;
        message: string;
    }[];
    /** Our own origin, from which the same request would be accepted; with `cross_site_request`. */
    origin?: string;
    /** Seconds to wait before another attempt. */
    retryAfter?: number;
    /** How the attempt ended, with `attempt_closed`; where the adding of a device stands, with `device_link_closed`. */
    status?: "complete" | "failed" | "expired" | "cancelled" | "waiting" | "approved" | "used";
    /** The step that is due; with `wrong_step`. */
    step?: "credential" | "challenge" | "totp" | "totp_setup" | "profile" | "done";
    /** How many more codes may be tried; with `invalid_code`. */
    remainingAttempts?: number;
    /** When the account is deleted; with `deletion_scheduled`. */
    deletionAt?: Time;
    /** The organizations that would be left without an owner; with `last_owner`, when an account is to be deleted. */
    organizations?: {
        id: string;
        name: string;
    }[];
};
export type Error = {
    error: ErrorCode;
    /** For people. The wording may change. */
    message: string;
    details?: ErrorDetails;
};
export type Role = "user" | "admin";
export type AdminUser = {
    id: string;
    email: string;
    name: string;
    roles: Role[];
    createdAt: Time;
    /** When the account is deleted; left out unless its user has asked for that. */
    deletionAt?: Time;
    disabledAt: Time | null;
};
export type User = {
    id: string;
    email: string;
    name: string;
    roles: Role[];
    createdAt: Time;
    /** When the account is deleted; left out unless its user has asked for that. */
    deletionAt?: Time;
};
export type NamedUser = {
    id: string;
    name: string;
};
export type Binding = "key" | "dbsc";
export type DeviceKind = "desktop" | "mobile" | "tablet" | "unknown";
export type Location = {
    city: string | null;
    region: string | null;
    country: string | null;
    countryCode: string | null;
};
export type Session = {
    id: string;
    current: boolean;
    /** The administrator who acts as the user in this session; null in every other session. */
    impersonator: NamedUser | null;
    /** What a stolen cookie lacks; null for a session that its cookie alone opens. */
    binding: Binding | null;
    /** The user's own name for the device. */
    label: string | null;
    browser: string | null;
    browserVersion: string | null;
    os: string | null;
    osVersion: string | null;
    device: DeviceKind;
    userAgent: string | null;
    ipAddress: string | null;
    location: Location | null;
    createdAt: Time;
    lastActiveAt: Time;
    idleExpiresAt: Time;
    absoluteExpiresAt: Time;
    /** The earlier of the two limits. */
    expiresAt: Time;
    rememberMe: boolean;
    /** How the user proved who they are (RFC 8176). */
    authMethods: string[];
};
export type EndedSession = {
    id: string;
    current: boolean;
    /** The administrator who acts as the user in this session; null in every other session. */
    impersonator: NamedUser | null;
    /** What a stolen cookie lacks; null for a session that its cookie alone opens. */
    binding: Binding | null;
    /** The user's own name for the device. */
    label: string | null;
    browser: string | null;
    browserVersion: string | null;
    os: string | null;
    osVersion: string | null;
    device: DeviceKind;
    userAgent: string | null;
    ipAddress: string | null;
    location: Location | null;
    createdAt: Time;
    lastActiveAt: Time;
    idleExpiresAt: Time;
    absoluteExpiresAt: Time;
    /** The earlier of the two limits. */
    expiresAt: Time;
    rememberMe: boolean;
    /** How the user proved who they are (RFC 8176). */
    authMethods: string[];
    endedAt: Time;
    endedReason: EndReason;
    /** Who ended the session; null when a rule did, such as the idle limit. */
    endedBy: ("you" | "administrator") | null;
    /** The device it was ended from, in words; never an administrator's. */
    endedFrom: string | null;
};
export type AttemptStep = "credential" | "challenge" | "totp" | "totp_setup" | "profile" | "done";
export type Challenge = {
    id: string;
    "type": "sign_in" | "sign_up" | "email_change";
    method: "email_code";
    status: "pending" | "completed" | "failed" | "cancelled" | "expired";
    /** The address, masked: `a•••@example.com`. */
    destination: string;
    attempts: number;
    maxAttempts: number;
    remainingAttempts: number;
    /** From this instant on the code may be sent again. */
    resendAt: Time;
    expiresAt: Time;
};
export type Attempt = {
    id: string;
    kind: "sign_in" | "sign_up";
    status: "open" | "complete" | "failed" | "cancelled" | "expired";
    step: AttemptStep;
    email: string;
    /** The first factors this deployment offers; they tell nothing about the account. */
    methods: ("password" | "email_code" | "passkey")[];
    /** Until the first factor was right: whether every user here needs a second one. Then: whether this user does. */
    secondFactorRequired: boolean;
    /** The user's own; empty until the first factor was right. */
    secondFactors: ("totp" | "recovery_code" | "passkey")[];
    requiredFields: ("email" | "password" | "name")[];
    missingFields: ("email" | "password" | "name")[];
    /** The steps still due, as far as they are known: the current one first. */
    remainingSteps: AttemptStep[];
    profile: {
        name: string | null;
    };
    challenge: Challenge | null;
    rememberMe: boolean;
    expiresAt: Time;
};
export type NextStep = {
    /** A JWT with the claims of `AccessToken`. */
    accessToken: string;
    tokenType: "Bearer";
    /** Seconds from `serverTime` until the token is refused. */
    expiresIn: number;
    serverTime: Time;
    session: Session;
    status: "complete";
    user: User;
    /** They work once each, and no other answer contains them. */
    recoveryCodes?: string[];
} | {
    status: "needs_first_factor" | "needs_second_factor" | "needs_second_factor_setup" | "needs_verification" | "needs_profile";
    attempt: Attempt;
};
export type DeviceRequest = {
    id: string;
    /** Four digits that only this browser shows: "83-05". */
    code: string;
    browser: string | null;
    os: string | null;
    device: DeviceKind;
    userAgent: string | null;
    ipAddress: string | null;
    location: Location | null;
    at: Time;
};
export type DeviceLink = {
    id: string;
    status: "waiting" | "expired" | "requested" | "approved" | "used" | "cancelled";
    /** Four digits beside the QR code: "42-17". */
    code: string;
    request: DeviceRequest | null;
    expiresAt: Time;
};
export type DeviceLinkOffer = {
    account: {
        name: string;
        email: string;
    };
    status: "waiting" | "requested" | "approved";
    code: string;
    /** Four digits that the signed-in device shows with this browser's request; null until this browser has asked. */
    requestCode: string | null;
    expiresAt: Time;
};
export type NewDeviceLink = {
    id: string;
    status: "waiting" | "expired" | "requested" | "approved" | "used" | "cancelled";
    /** Four digits beside the QR code: "42-17". */
    code: string;
    request: DeviceRequest | null;
    expiresAt: Time;
    /** What the new device opens; the secret stands in the fragment. */
    url: string;
    /** The address as a QR code: the address of an SVG image, as a `data:` URI. */
    qrCode: string;
};
export type SignIn = {
    /** A JWT with the claims of `AccessToken`. */
    accessToken: string;
    tokenType: "Bearer";
    /** Seconds from `serverTime` until the token is refused. */
    expiresIn: number;
    serverTime: Time;
    session: Session;
    status: "complete";
    user: User;
};
export type Refresh = {
    /** A JWT with the claims of `AccessToken`. */
    accessToken: string;
    tokenType: "Bearer";
    /** Seconds from `serverTime` until the token is refused. */
    expiresIn: number;
    serverTime: Time;
    session: Session;
};
export type OutboxMessage = {
    id: string;
    to: string;
    subject: string;
    text: string;
    code: string | null;
    link: string | null;
    /** Null while it waits for the mail server. */
    sentAt: Time | null;
};
export type Organization = {
    id: string;
    name: string;
    slug: string;
    branding: {
        /** `#rrggbb`; null for the app's own accent colour. */
        primaryColor: string | null;
    };
    createdAt: Time;
};
export type OrganizationRole = "owner" | "admin" | "member";
export type Workspace = {
    id: string;
    organizationId: string;
    name: string;
    slug: string;
};
export type WorkspaceRole = "admin" | "member";
export type ActiveWorkspace = {
    workspace: Workspace;
    role: WorkspaceRole;
};
export type Membership = {
    organization: Organization;
    role: OrganizationRole;
    /** The workspaces this member may work in; an owner or admin is an admin of all of them. */
    workspaces: ActiveWorkspace[];
    joinedAt: Time;
};
export type ActivityEntry = {
    id: string;
    event: "signed_up" | "signed_in" | "signed_in_new_browser" | "sign_in_failed" | "sign_in_throttled" | "session_ended" | "reuse_detected" | "device_proof_refused" | "device_renamed" | "device_requested" | "device_approved" | "reauthenticated" | "reauthentication_failed" | "password_changed" | "account_secured" | "profile_changed" | "idle_timeout_changed" | "account_created" | "roles_changed" | "password_reset" | "account_disabled" | "account_enabled" | "factor_added" | "factor_removed" | "factor_renamed" | "second_factor_failed" | "recovery_codes_made" | "recovery_code_used" | "email_changed" | "email_restored" | "email_removed" | "passkey_counter_fell" | "identity_linked" | "identity_unlinked" | "organization_created" | "organization_changed" | "organization_deleted" | "workspace_created" | "workspace_deleted" | "workspace_member_changed" | "workspace_member_removed" | "impersonation_requested" | "impersonation_started" | "invitation_sent" | "invitation_withdrawn" | "invitation_accepted" | "api_key_created" | "api_key_revoked" | "member_role_changed" | "member_removed" | "member_left" | "deletion_scheduled" | "account_kept" | "account_deleted" | "data_exported";
    at: Time;
    sessionId: string | null;
    ipAddress: string | null;
    /** The device the event came from, in words ("Chrome on Windows"). */
    device: string | null;
    /** Set on `session_ended`. */
    reason: EndReason | null;
    /** True when an administrator did it, not the user. */
    byOther: boolean;
};
export type Authenticator = {
    id: string;
    "type": "totp" | "passkey";
    name: string;
    createdAt: Time;
    lastUsedAt: Time | null;
};
export type AccountExport = {
    format: "latchkey-account";
    version: 1;
    exportedAt: Time;
    account: {
        id: string;
        email: string;
        emailVerifiedAt: Time | null;
        name: string;
        /** Of the texts that are sent to the user. */
        language: string | null;
        roles: Role[];
        createdAt: Time;
        disabledAt: Time | null;
        deletionAt: Time | null;
        hasPassword: boolean;
        /** The user's own idle limit. */
        idleTimeoutSeconds: number | null;
        /** The user's id at passkeys. */
        passkeyUserId: string | null;
    };
    note: {
        text: string;
        updatedAt: Time;
    } | null;
    sessions: {
        userAgent: string | null;
        browser: string | null;
        browserVersion: string | null;
        os: string | null;
        osVersion: string | null;
        device: DeviceKind;
        ipAddress: string | null;
        location: Location | null;
        id: string;
        browserId: string;
        label: string | null;
        authMethods: string[];
        rememberMe: boolean;
        binding: Binding | null;
        /** Whether an administrator acted as the user in it. */
        byAdministrator: boolean;
        organizationId: string | null;
        workspaceId: string | null;
        createdAt: Time;
        authenticatedAt: Time;
        lastActiveAt: Time;
        /** How often its refresh token was replaced. */
        rotations: number;
        /** When it was replaced last. */
        rotatedAt: Time;
        absoluteExpiresAt: Time;
        endedAt: Time | null;
        endedReason: EndReason | null;
    }[];
    activity: {
        event: "signed_up" | "signed_in" | "signed_in_new_browser" | "sign_in_failed" | "sign_in_throttled" | "session_ended" | "reuse_detected" | "device_proof_refused" | "device_renamed" | "device_requested" | "device_approved" | "reauthenticated" | "reauthentication_failed" | "password_changed" | "account_secured" | "profile_changed" | "idle_timeout_changed" | "account_created" | "roles_changed" | "password_reset" | "account_disabled" | "account_enabled" | "factor_added" | "factor_removed" | "factor_renamed" | "second_factor_failed" | "recovery_codes_made" | "recovery_code_used" | "email_changed" | "email_restored" | "email_removed" | "passkey_counter_fell" | "identity_linked" | "identity_unlinked" | "organization_created" | "organization_changed" | "organization_deleted" | "workspace_created" | "workspace_deleted" | "workspace_member_changed" | "workspace_member_removed" | "impersonation_requested" | "impersonation_started" | "invitation_sent" | "invitation_withdrawn" | "invitation_accepted" | "api_key_created" | "api_key_revoked" | "member_role_changed" | "member_removed" | "member_left" | "deletion_scheduled" | "account_kept" | "account_deleted" | "data_exported";
        at: Time;
        sessionId: string | null;
        /** Null for what another did, as is the device. */
        ipAddress: string | null;
        device: string | null;
        reason: EndReason | null;
        organization: string | null;
        /** The address before a change of it. */
        formerEmail: string | null;
        byOther: boolean;
    }[];
    /** What the user did to others, such as a member of an organization. */
    actions: {
        event: "signed_up" | "signed_in" | "signed_in_new_browser" | "sign_in_failed" | "sign_in_throttled" | "session_ended" | "reuse_detected" | "device_proof_refused" | "device_renamed" | "device_requested" | "device_approved" | "reauthenticated" | "reauthentication_failed" | "password_changed" | "account_secured" | "profile_changed" | "idle_timeout_changed" | "account_created" | "roles_changed" | "password_reset" | "account_disabled" | "account_enabled" | "factor_added" | "factor_removed" | "factor_renamed" | "second_factor_failed" | "recovery_codes_made" | "recovery_code_used" | "email_changed" | "email_restored" | "email_removed" | "passkey_counter_fell" | "identity_linked" | "identity_unlinked" | "organization_created" | "organization_changed" | "organization_deleted" | "workspace_created" | "workspace_deleted" | "workspace_member_changed" | "workspace_member_removed" | "impersonation_requested" | "impersonation_started" | "invitation_sent" | "invitation_withdrawn" | "invitation_accepted" | "api_key_created" | "api_key_revoked" | "member_role_changed" | "member_removed" | "member_left" | "deletion_scheduled" | "account_kept" | "account_deleted" | "data_exported";
        at: Time;
        sessionId: string | null;
        /** Null for what another did, as is the device. */
        ipAddress: string | null;
        device: string | null;
        reason: EndReason | null;
        organization: string | null;
        /** The address before a change of it. */
        formerEmail: string | null;
    }[];
    authenticators: {
        id: string;
        "type": "totp" | "passkey";
        name: string;
        createdAt: Time;
        confirmedAt: Time | null;
        lastUsedAt: Time | null;
        credentialId: string | null;
        transports: string[] | null;
        backedUp: boolean | null;
    }[];
    recoveryCodes: {
        createdAt: Time;
        usedAt: Time | null;
    }[];
    /** Accounts at identity providers. */
    identities: {
        issuer: string;
        subject: string;
        email: string | null;
        createdAt: Time;
        lastUsedAt: Time;
    }[];
    providerSignIns: {
        issuer: string;
        subject: string;
        email: string | null;
        sessionId: string | null;
        createdAt: Time;
    }[];
    organizations: {
        id: string;
        name: string;
        slug: string;
        role: "owner" | "admin" | "member";
        joinedAt: Time;
        workspaces: {
            id: string;
            name: string;
            role: "admin" | "member";
            joinedAt: Time;
        }[];
    }[];
    invitationsSent: {
        organization: string;
        role: "owner" | "admin" | "member";
        createdAt: Time;
        expiresAt: Time;
    }[];
    invitationsReceived: {
        organization: string;
        role: "owner" | "admin" | "member";
        createdAt: Time;
        expiresAt: Time;
    }[];
    apiKeys: {
        id: string;
        organizationId: string;
        name: string;
        prefix: string;
        scope: "read" | "write";
        createdAt: Time;
        lastUsedAt: Time | null;
        expiresAt: Time;
    }[];
    /** Messages to the user that are still stored. */
    emails: {
        about: string;
        facts: {
            [key: string]: string;
        };
        createdAt: Time;
        sentAt: Time | null;
    }[];
    /** Sign-ins in several steps. */
    signIns: {
        kind: string;
        status: string;
        step: string;
        rememberMe: boolean;
        createdAt: Time;
    }[];
    /** The codes that were sent. */
    codes: {
        "type": string;
        status: string;
        email: string;
        tries: number;
        createdAt: Time;
        expiresAt: Time;
    }[];
    /** Links that were sent or shown, and the devices that asked to be added with one. */
    links: {
        "type": string;
        createdAt: Time;
        expiresAt: Time;
        usedAt: Time | null;
        request: {
            userAgent: string | null;
            browser: string | null;
            browserVersion: string | null;
            os: string | null;
            osVersion: string | null;
            device: DeviceKind;
            ipAddress: string | null;
            location: Location | null;
            at: Time;
        } | null;
    }[];
    /** The browsers with a key for encrypted drafts; the drafts are in these browsers alone. */
    draftKeys: {
        browserId: string;
        createdAt: Time;
    }[];
    /** Uses that are counted for the limits. */
    counters: {
        limit: string;
        count: number;
        until: Time | null;
    }[];
    /** Requests with an `Idempotency-Key` whose answers are stored. */
    storedAnswers: {
        status: number | null;
        createdAt: Time;
    }[];
};
export type Note = {
    text: string;
    updatedAt: Time | null;
};
export type ApiKey = {
    id: string;
    name: string;
    /** The first characters of the key. */
    prefix: string;
    scope: "read" | "write";
    createdAt: Time;
    lastUsedAt: Time | null;
    expiresAt: Time;
};
export type NewApiKey = {
    id: string;
    name: string;
    /** The first characters of the key. */
    prefix: string;
    scope: "read" | "write";
    createdAt: Time;
    lastUsedAt: Time | null;
    expiresAt: Time;
    /** The key itself, which no other answer contains. */
    key: string;
};
export type Invitation = {
    id: string;
    email: string;
    role: OrganizationRole;
    expiresAt: Time;
};
export type Member = {
    user: {
        id: string;
        name: string;
        email: string;
    };
    role: OrganizationRole;
    joinedAt: Time;
};
export type WorkspaceMember = {
    user: {
        id: string;
        name: string;
        email: string;
    };
    role: WorkspaceRole;
    joinedAt: Time;
};
export type ActiveOrganization = {
    organization: Organization;
    role: OrganizationRole;
};
export type Activation = {
    /** A JWT with the claims of `AccessToken`. */
    accessToken: string;
    tokenType: "Bearer";
    /** Seconds from `serverTime` until the token is refused. */
    expiresIn: number;
    serverTime: Time;
    session: Session;
    organization: ActiveOrganization | null;
    workspace: ActiveWorkspace | null;
};
export type Account = {
    sessionId: string;
    user: User;
    /** Whether the browser acts for it. */
    active: boolean;
    /** Null while it is signed in. */
    endedReason: ("signed_out" | "user" | "revoked_everywhere" | "admin" | "account_disabled" | "reuse_detected" | "password_changed" | "replaced" | "too_many_attempts" | "provider" | "account_deletion" | "idle" | "absolute" | "expired") | null;
};
export type SessionEnd = {
    sessionId: string;
    reason: EndReason;
    at: Time;
    /** Null when a rule ended it, such as the idle limit. */
    by: ("you" | "administrator") | null;
    /** The label of the device it was ended from; never an administrator's. */
    "from": string | null;
};
export type BrowserSession = {
    authenticated: true;
    user: User;
    session: Session;
    serverTime: Time;
    organization: ActiveOrganization | null;
    workspace: ActiveWorkspace | null;
    /** The open attempts of this browser, the newest first. */
    attempts: Attempt[];
    /** The accounts of this browser, the active one first, then the latest sign-in. */
    signIns: Account[];
    /** The administrator who acts as the user of the active session; null in other sessions. */
    impersonator: NamedUser | null;
    /** How the session of this browser ended, if it has. */
    end?: SessionEnd;
} | {
    authenticated: boolean;
    reason?: EndReason;
    serverTime: Time;
    organization: ActiveOrganization | null;
    workspace: ActiveWorkspace | null;
    /** The open attempts of this browser, the newest first. */
    attempts: Attempt[];
    /** The accounts of this browser, the active one first, then the latest sign-in. */
    signIns: Account[];
    /** The administrator who acts as the user of the active session; null in other sessions. */
    impersonator: NamedUser | null;
    /** How the session of this browser ended, if it has. */
    end?: SessionEnd;
};
export type TemplateToken = {
    /** A JWT for another service. */
    token: string;
    tokenType: "Bearer";
    /** Seconds from `serverTime` until the token is refused. */
    expiresIn: number;
    serverTime: Time;
};
export type Timeline = {
    startedAt: Time;
    endedAt: Time | null;
    /** The newest rotations, oldest first. */
    generations: {
        generation: number;
        at: Time;
        /** True when the server returned this token more than once: a response was lost, or two tabs asked together. */
        repeated: boolean;
    }[];
    /** When a replaced token was used again; null if it never was. */
    reusedAt: Time | null;
};
/**
 * Lead to the page that changes the password
 */
export function getChangePassword(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 303;
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/.well-known/change-password", {
        ...opts
    });
}
/**
 * Read the public keys that verify our tokens
 */
export function getJwksJson(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            keys: {
                kty: "EC";
                crv: "P-256";
                kid: string;
                alg: "ES256";
                use: "sig";
                x: string;
                y: string;
                [key: string]: any;
            }[];
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/.well-known/jwks.json", {
        ...opts
    });
}
/**
 * Disable a user and end all their sessions
 */
export function postAdminUsersByIdDisable({ id, origin, secFetchSite, idempotencyKey }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: AdminUser;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "last_admin" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/admin/users/${encodeURIComponent(id)}/disable`, {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * Enable a disabled user
 */
export function postAdminUsersByIdEnable({ id, origin, secFetchSite, idempotencyKey }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: AdminUser;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/admin/users/${encodeURIComponent(id)}/enable`, {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * Make a ticket to act as a user
 */
export function postAdminUsersByIdImpersonate({ id, origin, secFetchSite, idempotencyKey, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        reason: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: {
            ticket: string;
            /** The page that takes the ticket, which stands in its fragment. */
            url: string;
            expiresAt: Time;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/admin/users/${encodeURIComponent(id)}/impersonate`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Replace the roles of a user
 */
export function putAdminUsersByIdRoles({ id, origin, secFetchSite, idempotencyKey, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        roles: ("user" | "admin")[];
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: User;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "last_admin" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/admin/users/${encodeURIComponent(id)}/roles`, oazapfts.json({
        ...opts,
        method: "PUT",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * End a session of a user
 */
export function deleteAdminUsersByIdSessionsBySessionId({ id, sessionId, origin, secFetchSite, idempotencyKey }: {
    id: string;
    sessionId: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/admin/users/${encodeURIComponent(id)}/sessions/${encodeURIComponent(sessionId)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * End the sessions of a user
 */
export function postAdminUsersByIdSessionsRevokeAll({ id, origin, secFetchSite, idempotencyKey, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body?: {
        scope?: "others" | "all";
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            revoked: number;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/admin/users/${encodeURIComponent(id)}/sessions/revoke-all`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * List the sessions of a user
 */
export function getAdminUsersByIdSessions({ id, status }: {
    id: string;
    status?: "active" | "ended";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            sessions: (Session | EndedSession)[];
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/admin/users/${encodeURIComponent(id)}/sessions${QS.query(QS.explode({
        status
    }))}`, {
        ...opts
    });
}
/**
 * List the users
 */
export function getAdminUsers({ query, page, pageSize }: {
    query?: string;
    page?: number;
    pageSize?: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            users: AdminUser[];
            total: number;
            page: number;
            pageSize: number;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/admin/users${QS.query(QS.explode({
        query,
        page,
        pageSize
    }))}`, {
        ...opts
    });
}
/**
 * Give the code that was sent
 */
export function postAuthAttemptsByIdCode({ id, origin, secFetchSite, dPoP, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body: {
        code: string;
        touchPoints?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: NextStep;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_code" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "account_disabled" | "cross_site_request" | "device_key_unavailable";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "attempt_closed" | "challenge_closed" | "email_taken" | "too_many_accounts" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/attempts/${encodeURIComponent(id)}/code`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Send a code to the address
 */
export function postAuthAttemptsByIdEmailCode({ id, origin, secFetchSite }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: NextStep;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "attempt_closed" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/attempts/${encodeURIComponent(id)}/email-code`, {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Begin to give a passkey
 */
export function postAuthAttemptsByIdPasskeyOptions({ id, origin, secFetchSite }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            /** For `PublicKeyCredential.parseCreationOptionsFromJSON()` or `parseRequestOptionsFromJSON()` (WebAuthn Level 3). */
            options: {
                challenge: string;
                [key: string]: any;
            };
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "attempt_closed" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/attempts/${encodeURIComponent(id)}/passkey/options`, {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Give a passkey
 */
export function postAuthAttemptsByIdPasskey({ id, origin, secFetchSite, dPoP, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body: {
        credential: {
            id: string;
            rawId: string;
            "type": "public-key";
            response: {
                clientDataJSON: string;
                authenticatorData: string;
                signature: string;
                userHandle?: string;
            };
            clientExtensionResults: any;
        };
        touchPoints?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: NextStep;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_credential" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "account_disabled" | "cross_site_request" | "device_key_unavailable";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "attempt_closed" | "too_many_accounts" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/attempts/${encodeURIComponent(id)}/passkey`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Give the password
 */
export function postAuthAttemptsByIdPassword({ id, origin, secFetchSite, dPoP, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body: {
        password: string;
        touchPoints?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: NextStep;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_credentials" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "account_disabled" | "cross_site_request" | "device_key_unavailable";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "attempt_closed" | "too_many_accounts" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/attempts/${encodeURIComponent(id)}/password`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Give what a sign-up still lacks
 */
export function postAuthAttemptsByIdProfile({ id, origin, secFetchSite, dPoP, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body: {
        name?: string;
        password?: string;
        touchPoints?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: NextStep;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "device_key_unavailable";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "attempt_closed" | "email_taken" | "too_many_accounts" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/attempts/${encodeURIComponent(id)}/profile`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Give a recovery code
 */
export function postAuthAttemptsByIdRecoveryCode({ id, origin, secFetchSite, dPoP, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body: {
        code: string;
        touchPoints?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: NextStep;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_code" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "account_disabled" | "cross_site_request" | "device_key_unavailable";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "attempt_closed" | "too_many_accounts" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "factor_locked" | "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/attempts/${encodeURIComponent(id)}/recovery-code`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Send another code
 */
export function postAuthAttemptsByIdResend({ id, origin, secFetchSite }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            attempt: Attempt;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "attempt_closed" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/attempts/${encodeURIComponent(id)}/resend`, {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Read an attempt of this browser
 */
export function getAuthAttemptsById({ id }: {
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            attempt: Attempt;
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/attempts/${encodeURIComponent(id)}`, {
        ...opts
    });
}
/**
 * Give an attempt up
 */
export function deleteAuthAttemptsById({ id, origin, secFetchSite }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "attempt_closed";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/attempts/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Give the new app's first code
 */
export function postAuthAttemptsByIdTotpSetupConfirm({ id, origin, secFetchSite, dPoP, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body: {
        code: string;
        touchPoints?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: NextStep;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_code" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "account_disabled" | "cross_site_request" | "device_key_unavailable";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "attempt_closed" | "too_many_accounts" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "factor_locked" | "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/attempts/${encodeURIComponent(id)}/totp-setup/confirm`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Begin to set an authenticator app up
 */
export function postAuthAttemptsByIdTotpSetup({ id, origin, secFetchSite }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            /** The shared secret in Base32, to be typed in. */
            secret: string;
            /** The same as an `otpauth:` address, to be shown as a QR code. */
            uri: string;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "attempt_closed" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/attempts/${encodeURIComponent(id)}/totp-setup`, {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Give a code of the authenticator app
 */
export function postAuthAttemptsByIdTotp({ id, origin, secFetchSite, dPoP, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body: {
        code: string;
        touchPoints?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: NextStep;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_code" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "account_disabled" | "cross_site_request" | "device_key_unavailable";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "attempt_closed" | "too_many_accounts" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "factor_locked" | "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/attempts/${encodeURIComponent(id)}/totp`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Begin a sign-in with an address
 */
export function postAuthAttempts({ origin, secFetchSite, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    body: {
        email: string;
        rememberMe?: boolean;
        touchPoints?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: {
            attempt: Attempt;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "too_many_accounts";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/attempts", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    }));
}
/**
 * Renew the bound cookie; for browsers with Device Bound Session Credentials
 */
export function postAuthDbscRefresh({ origin, secFetchSite }: {
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            session_identifier: string;
            refresh_url: string;
            scope: {
                origin: string;
                include_site: boolean;
                scope_specification: {
                    "type": "include" | "exclude";
                    domain: string;
                    path: string;
                }[];
            };
            credentials: {
                "type": "cookie";
                name: string;
                attributes: string;
            }[];
        } | {
            "continue": boolean;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "forbidden";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/dbsc/refresh", {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Register the browser's key; for browsers with Device Bound Session Credentials
 */
export function postAuthDbscRegister({ origin, secFetchSite }: {
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            session_identifier: string;
            refresh_url: string;
            scope: {
                origin: string;
                include_site: boolean;
                scope_specification: {
                    "type": "include" | "exclude";
                    domain: string;
                    path: string;
                }[];
            };
            credentials: {
                "type": "cookie";
                name: string;
                attributes: string;
            }[];
        } | {
            "continue": boolean;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "forbidden";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/dbsc/register", {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Approve the device that asks
 */
export function postAuthDeviceLinksByIdApprove({ id, origin, secFetchSite, idempotencyKey, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        requestId: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: DeviceLink;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "device_link_closed" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/device-links/${encodeURIComponent(id)}/approve`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Read a link of this session
 */
export function getAuthDeviceLinksById({ id }: {
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: DeviceLink;
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/device-links/${encodeURIComponent(id)}`, {
        ...opts
    });
}
/**
 * Call a link off
 */
export function deleteAuthDeviceLinksById({ id, origin, secFetchSite, idempotencyKey }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "device_link_closed" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/device-links/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * Read a link as the new device
 */
export function postAuthDeviceLinksLookup({ origin, secFetchSite, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    body: {
        ticket: string;
        touchPoints?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: DeviceLinkOffer;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "invalid_ticket";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/device-links/lookup", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    }));
}
/**
 * Ask for this browser to be added
 */
export function postAuthDeviceLinksRequest({ origin, secFetchSite, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    body: {
        ticket: string;
        touchPoints?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: DeviceLinkOffer;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "invalid_ticket";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/device-links/request", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    }));
}
/**
 * Make a link that adds a device
 */
export function postAuthDeviceLinks({ origin, secFetchSite, idempotencyKey }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: NewDeviceLink;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/device-links", {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * Stop acting as a user; leads to a page
 */
export function postAuthImpersonationStop({ sessionId, origin, secFetchSite }: {
    sessionId?: string;
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 303;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/auth/impersonation/stop${QS.query(QS.explode({
        sessionId
    }))}`, {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Sign in with a password
 */
export function postAuthLogin({ origin, secFetchSite, dPoP, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body: {
        email: string;
        password: string;
        rememberMe?: boolean;
        touchPoints?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: NextStep;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_credentials" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "account_disabled" | "cross_site_request" | "device_key_unavailable";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "too_many_accounts";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/login", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Sign out of this browser, or one account of it
 */
export function postAuthLogout({ origin, secFetchSite, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    body?: {
        sessionId?: string;
        provider?: boolean;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            redirectTo: string;
        };
    } | {
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/logout", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    }));
}
/**
 * End a session by the link of the mail about it
 */
export function postAuthNotMe({ origin, secFetchSite, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    body: {
        ticket: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            ended: true;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "invalid_ticket";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "forbidden_while_impersonating";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/not-me", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    }));
}
/**
 * End what a logout token of the identity provider names
 */
export function postAuthOidcBackchannelLogout({ origin, secFetchSite, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    body: {
        logout_token: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/oidc/backchannel-logout", oazapfts.form({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    }));
}
/**
 * Where the identity provider sends the browser back to; leads to a page
 */
export function getAuthOidcCallback(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 303;
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/oidc/callback", {
        ...opts
    });
}
/**
 * Take the provider's answer to a silent request
 */
export function postAuthOidcSilentComplete({ origin, secFetchSite, dPoP, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body: {
        state: string;
        code?: string;
        iss?: string;
        error?: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: SignIn;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "login_required" | "not_authenticated" | "session_expired" | "session_revoked" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "account_disabled" | "cross_site_request" | "device_key_unavailable" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "session_mismatch";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/oidc/silent/complete", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Begin to sign in again without the user
 */
export function postAuthOidcSilent({ origin, secFetchSite }: {
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            url: string;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "login_required" | "not_authenticated" | "session_expired" | "session_revoked";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/oidc/silent", {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Begin to sign in at the identity provider; a form is led there
 */
export function postAuthOidcStart({ origin, secFetchSite, dPoP, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body?: {
        returnTo?: string;
        rememberMe?: boolean | string;
        reauthenticate?: boolean | string;
        touchPoints?: number | string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            redirectTo: string;
        };
    } | {
        status: 303;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "not_authenticated" | "session_expired" | "session_revoked" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "device_key_unavailable";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/oidc/start", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Begin to sign in with a passkey
 */
export function postAuthPasskeyOptions({ origin, secFetchSite }: {
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            /** For `PublicKeyCredential.parseCreationOptionsFromJSON()` or `parseRequestOptionsFromJSON()` (WebAuthn Level 3). */
            options: {
                challenge: string;
                [key: string]: any;
            };
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/passkey/options", {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Sign in with a passkey
 */
export function postAuthPasskey({ origin, secFetchSite, dPoP, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body: {
        credential: {
            id: string;
            rawId: string;
            "type": "public-key";
            response: {
                clientDataJSON: string;
                authenticatorData: string;
                signature: string;
                userHandle?: string;
            };
            clientExtensionResults: any;
        };
        touchPoints?: number;
        rememberMe?: boolean;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: NextStep;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_credential" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "account_disabled" | "cross_site_request" | "device_key_unavailable";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "too_many_accounts";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/passkey", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Set a new password with the link
 */
export function postAuthPasswordResetConfirm({ origin, secFetchSite, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    body: {
        token: string;
        newPassword: string;
        code?: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "invalid_code" | "invalid_ticket";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "forbidden_while_impersonating" | "second_factor_required";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "factor_locked" | "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/password-reset/confirm", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    }));
}
/**
 * Ask for a link to set a new password
 */
export function postAuthPasswordReset({ origin, secFetchSite, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    body: {
        email: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "forbidden_while_impersonating";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/password-reset", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    }));
}
/**
 * Read what the user can confirm with
 */
export function getAuthReauthenticateOptions(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            /** The password, with a second factor for a user who has one. */
            password: boolean;
            passkey: boolean;
            /** The name of the identity provider at which the user can sign in again; null without one. */
            provider: string | null;
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/reauthenticate/options", {
        ...opts
    });
}
/**
 * Begin to confirm with a passkey
 */
export function postAuthReauthenticateOptions({ origin, secFetchSite, idempotencyKey }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            /** For `PublicKeyCredential.parseCreationOptionsFromJSON()` or `parseRequestOptionsFromJSON()` (WebAuthn Level 3). */
            options: {
                challenge: string;
                [key: string]: any;
            };
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/reauthenticate/options", {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * Confirm who one is
 */
export function postAuthReauthenticate({ origin, secFetchSite, idempotencyKey, dPoP, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    dPoP?: string;
    body: {
        password: string;
        code?: string;
    } | {
        credential: {
            id: string;
            rawId: string;
            "type": "public-key";
            response: {
                clientDataJSON: string;
                authenticatorData: string;
                signature: string;
                userHandle?: string;
            };
            clientExtensionResults: any;
        };
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Refresh;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_code" | "invalid_credential" | "invalid_credentials" | "not_authenticated" | "session_expired" | "session_revoked" | "token_expired" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "forbidden" | "forbidden_while_impersonating" | "second_factor_required";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "request_in_progress" | "session_mismatch" | "superseded";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "factor_locked" | "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/reauthenticate", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey,
            DPoP: dPoP
        })
    }));
}
/**
 * Get a new access token
 */
export function postAuthRefresh({ origin, secFetchSite, dPoP, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body?: {
        expectedUserId?: string;
        expectedSessionId?: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Refresh;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "not_authenticated" | "session_expired" | "session_revoked" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "session_mismatch" | "superseded";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/refresh", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Sign up
 */
export function postAuthSignup({ origin, secFetchSite, dPoP, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body: {
        email: string;
        password?: string;
        name?: string;
        touchPoints?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: NextStep;
    } | {
        status: 201;
        data: NextStep;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "device_key_unavailable";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "email_taken" | "too_many_accounts";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/signup", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Take the next step with a link
 */
export function postAuthTicket({ origin, secFetchSite, dPoP, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body: {
        ticket: string;
        touchPoints?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: NextStep;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_ticket" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "account_disabled" | "cross_site_request" | "device_key_unavailable";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "approval_pending" | "email_taken" | "second_factor_needed" | "too_many_accounts";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/auth/ticket", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Run a card of the session lab
 */
export function postDemoLabById({ id, origin, secFetchSite }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            /** Whether there were checks, and all of them held. */
            passed: boolean;
            events: {
                step: number;
                kind: "token" | "lost" | "used" | "refused" | "ended" | "stolen" | "note" | "time" | "check";
                /** The device it happened on; null for what concerns all of them. */
                lane: ("you" | "phone" | "thief") | null;
                text: string;
                /** The number of the token, from 1. */
                token: number | null;
                /** The device that an arrow comes from. */
                "from": ("you" | "phone" | "thief") | null;
                /** Whether a check held; null for every other event. */
                held: boolean | null;
            }[];
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/demo/lab/${encodeURIComponent(id)}`, {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Read the demo's e-mails
 */
export function getDemoOutbox({ to }: {
    to?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            /** Newest first. */
            messages: OutboxMessage[];
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/demo/outbox${QS.query(QS.explode({
        to
    }))}`, {
        ...opts
    });
}
/**
 * Relay a request of one of a visitor's devices; `path` is a path of the API, with its slashes
 */
export function getDemoSandboxByDeviceByPath({ device, path }: {
    device: string;
    path: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Blob;
    } | {
        status: 201;
        data: Blob;
    } | {
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_code" | "invalid_credential" | "invalid_credentials" | "invalid_ticket" | "login_required" | "not_authenticated" | "session_expired" | "session_revoked" | "token_expired" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "account_disabled" | "cross_site_request" | "deletion_scheduled" | "device_key_unavailable" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required" | "second_factor_required" | "wrong_account";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found" | "unknown_template";
        };
    } | {
        status: 405;
        data: Error & {
            error?: "method_not_allowed";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "already_member" | "approval_pending" | "attempt_closed" | "challenge_closed" | "device_link_closed" | "email_taken" | "last_admin" | "last_owner" | "request_in_progress" | "second_factor_needed" | "session_mismatch" | "slug_taken" | "superseded" | "too_many_accounts" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "factor_locked" | "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/demo/sandbox/${encodeURIComponent(device)}/${encodeURIComponent(path)}`, {
        ...opts
    });
}
/**
 * Relay a request of one of a visitor's devices; `path` is a path of the API, with its slashes
 */
export function postDemoSandboxByDeviceByPath({ device, path, origin, secFetchSite }: {
    device: string;
    path: string;
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Blob;
    } | {
        status: 201;
        data: Blob;
    } | {
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_code" | "invalid_credential" | "invalid_credentials" | "invalid_ticket" | "login_required" | "not_authenticated" | "session_expired" | "session_revoked" | "token_expired" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "account_disabled" | "cross_site_request" | "deletion_scheduled" | "device_key_unavailable" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required" | "second_factor_required" | "wrong_account";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found" | "unknown_template";
        };
    } | {
        status: 405;
        data: Error & {
            error?: "method_not_allowed";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "already_member" | "approval_pending" | "attempt_closed" | "challenge_closed" | "device_link_closed" | "email_taken" | "last_admin" | "last_owner" | "request_in_progress" | "second_factor_needed" | "session_mismatch" | "slug_taken" | "superseded" | "too_many_accounts" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "factor_locked" | "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/demo/sandbox/${encodeURIComponent(device)}/${encodeURIComponent(path)}`, {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Relay a request of one of a visitor's devices; `path` is a path of the API, with its slashes
 */
export function patchDemoSandboxByDeviceByPath({ device, path, origin, secFetchSite }: {
    device: string;
    path: string;
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Blob;
    } | {
        status: 201;
        data: Blob;
    } | {
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_code" | "invalid_credential" | "invalid_credentials" | "invalid_ticket" | "login_required" | "not_authenticated" | "session_expired" | "session_revoked" | "token_expired" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "account_disabled" | "cross_site_request" | "deletion_scheduled" | "device_key_unavailable" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required" | "second_factor_required" | "wrong_account";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found" | "unknown_template";
        };
    } | {
        status: 405;
        data: Error & {
            error?: "method_not_allowed";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "already_member" | "approval_pending" | "attempt_closed" | "challenge_closed" | "device_link_closed" | "email_taken" | "last_admin" | "last_owner" | "request_in_progress" | "second_factor_needed" | "session_mismatch" | "slug_taken" | "superseded" | "too_many_accounts" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "factor_locked" | "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/demo/sandbox/${encodeURIComponent(device)}/${encodeURIComponent(path)}`, {
        ...opts,
        method: "PATCH",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Relay a request of one of a visitor's devices; `path` is a path of the API, with its slashes
 */
export function deleteDemoSandboxByDeviceByPath({ device, path, origin, secFetchSite }: {
    device: string;
    path: string;
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Blob;
    } | {
        status: 201;
        data: Blob;
    } | {
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_code" | "invalid_credential" | "invalid_credentials" | "invalid_ticket" | "login_required" | "not_authenticated" | "session_expired" | "session_revoked" | "token_expired" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "account_disabled" | "cross_site_request" | "deletion_scheduled" | "device_key_unavailable" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required" | "second_factor_required" | "wrong_account";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found" | "unknown_template";
        };
    } | {
        status: 405;
        data: Error & {
            error?: "method_not_allowed";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "already_member" | "approval_pending" | "attempt_closed" | "challenge_closed" | "device_link_closed" | "email_taken" | "last_admin" | "last_owner" | "request_in_progress" | "second_factor_needed" | "session_mismatch" | "slug_taken" | "superseded" | "too_many_accounts" | "wrong_step";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "factor_locked" | "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/demo/sandbox/${encodeURIComponent(device)}/${encodeURIComponent(path)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Open two signed-in devices of a throw-away user
 */
export function postDemoSandbox({ origin, secFetchSite }: {
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            expiresIn: number;
            devices: {
                laptop: {
                    epoch: string;
                };
                phone: {
                    epoch: string;
                };
            };
        };
    } | {
        status: 401;
        data: Error & {
            error?: "invalid_credentials";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/demo/sandbox", {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Load the script of the demo's own controls
 */
export function getDemoScript(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: string;
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/demo/script", {
        ...opts
    });
}
/**
 * Describe this browser's session for the drawer
 */
export function getDemoUnderTheHood(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            serverTime: Time;
            generation: number;
            refreshedAt: Time;
            accessTokenSeconds: number;
            graceSeconds: number;
            idleExpiresAt: Time;
            absoluteExpiresAt: Time;
            rememberMe: boolean;
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/demo/under-the-hood", {
        ...opts
    });
}
/**
 * Tell whether the database can write; `?verbose` says more to the bearer of `METRICS_TOKEN`
 */
export function getHealth({ verbose }: {
    verbose?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            status: "ok";
        } | {
            status: "ok" | "unavailable";
            database: {
                status: "ok" | "unavailable";
                engine: "sqlite" | "postgres";
                /** How long a write took, in milliseconds, until it was committed or refused. */
                ms: number;
                /** Why it was refused, in the words of the engine. Null when it is well. */
                cause: string | null;
            };
            mail: {
                /** Whether a mail server is set; without one, messages stay in the database. */
                delivered: boolean;
                /** For how many seconds the oldest message has been due; 0 when none waits, null when it can't be read. */
                oldestDueSeconds: number | null;
            };
            streams: number;
            passwordHashes: {
                running: number;
                waiting: number;
            };
            uptimeSeconds: number;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: (Error & {
            error?: "unavailable";
        }) | {
            status: "ok" | "unavailable";
            database: {
                status: "ok" | "unavailable";
                engine: "sqlite" | "postgres";
                /** How long a write took, in milliseconds, until it was committed or refused. */
                ms: number;
                /** Why it was refused, in the words of the engine. Null when it is well. */
                cause: string | null;
            };
            mail: {
                /** Whether a mail server is set; without one, messages stay in the database. */
                delivered: boolean;
                /** For how many seconds the oldest message has been due; 0 when none waits, null when it can't be read. */
                oldestDueSeconds: number | null;
            };
            streams: number;
            passwordHashes: {
                running: number;
                waiting: number;
            };
            uptimeSeconds: number;
        };
    }>(`/api/health${QS.query(QS.explode({
        verbose
    }))}`, {
        ...opts
    });
}
/**
 * Accept an invitation
 */
export function postInvitationsAccept({ origin, secFetchSite, idempotencyKey, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        token: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Membership;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "invalid_ticket" | "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "wrong_account";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_member" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/invitations/accept", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Read what happened to the account, newest first
 */
export function getMeActivity({ cursor }: {
    cursor?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            entries: ActivityEntry[];
            /** The `cursor` of the next page; null on the last one. */
            nextCursor: string | null;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/me/activity${QS.query(QS.explode({
        cursor
    }))}`, {
        ...opts
    });
}
/**
 * Rename an authenticator
 */
export function patchMeAuthenticatorsById({ id, origin, secFetchSite, idempotencyKey, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        name: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Authenticator;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/me/authenticators/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Remove an authenticator
 */
export function deleteMeAuthenticatorsById({ id, origin, secFetchSite, idempotencyKey }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress" | "second_factor_needed";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/me/authenticators/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * Begin to add a passkey
 */
export function postMeAuthenticatorsPasskeyOptions({ origin, secFetchSite, idempotencyKey }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            /** For `PublicKeyCredential.parseCreationOptionsFromJSON()` or `parseRequestOptionsFromJSON()` (WebAuthn Level 3). */
            options: {
                challenge: string;
                [key: string]: any;
            };
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/authenticators/passkey/options", {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * Add a passkey
 */
export function postMeAuthenticatorsPasskey({ origin, secFetchSite, idempotencyKey, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        credential: {
            id: string;
            rawId: string;
            "type": "public-key";
            response: {
                clientDataJSON: string;
                attestationObject: string;
                transports?: string[];
            };
            clientExtensionResults: any;
        };
        name?: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: {
            id: string;
            "type": "totp" | "passkey";
            name: string;
            createdAt: Time;
            lastUsedAt: Time | null;
            /** They work once each, and no other answer contains them. */
            recoveryCodes?: string[];
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "invalid_credential" | "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/authenticators/passkey", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * List the second factors
 */
export function getMeAuthenticators(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            authenticators: Authenticator[];
            recoveryCodesLeft: number;
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/authenticators", {
        ...opts
    });
}
/**
 * Give the new app's first code
 */
export function postMeAuthenticatorsTotpByIdConfirm({ id, origin, secFetchSite, idempotencyKey, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        code: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            authenticator: Authenticator;
            /** They work once each, and no other answer contains them. */
            recoveryCodes?: string[];
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "invalid_code" | "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "factor_locked" | "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/me/authenticators/totp/${encodeURIComponent(id)}/confirm`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Begin to add an authenticator app
 */
export function postMeAuthenticatorsTotp({ origin, secFetchSite, idempotencyKey }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: {
            /** The shared secret in Base32, to be typed in. */
            secret: string;
            /** The same as an `otpauth:` address, to be shown as a QR code. */
            uri: string;
            id: string;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/authenticators/totp", {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * Get the key that drafts are kept under in this browser
 */
export function postMeDraftKey({ origin, secFetchSite }: {
    origin?: string;
    secFetchSite?: "same-origin";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            /** 256 bits in base64url. */
            key: string;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "session_mismatch";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/draft-key", {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    });
}
/**
 * Give the code that was sent to the new address
 */
export function postMeEmailConfirm({ origin, secFetchSite, idempotencyKey, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        code: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: User;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "invalid_code" | "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "challenge_closed" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/email/confirm", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Ask for another address
 */
export function postMeEmail({ origin, secFetchSite, idempotencyKey, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        email: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 202;
        data: {
            challenge: Challenge;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/email", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Download what is stored of one's own account
 */
export function getMeExport(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: AccountExport;
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/export", {
        ...opts
    });
}
/**
 * The same for a form, which gets the file, or is led back to its page
 */
export function postMeExport({ origin, secFetchSite, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    body?: {
        pageSessionId?: string;
        password?: string;
        proof?: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: AccountExport;
    } | {
        status: 303;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "invalid_code" | "invalid_credentials" | "not_authenticated" | "session_expired" | "session_revoked";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "forbidden_while_impersonating" | "reauthentication_required" | "second_factor_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "session_mismatch";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "factor_locked" | "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/export", oazapfts.form({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    }));
}
/**
 * Keep the account that was to be deleted
 */
export function postMeKeep({ origin, secFetchSite, idempotencyKey }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: User;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/keep", {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * Read one's note
 */
export function getMeNote(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Note;
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/note", {
        ...opts
    });
}
/**
 * Replace one's note
 */
export function putMeNote({ origin, secFetchSite, idempotencyKey, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        text: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Note;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/note", oazapfts.json({
        ...opts,
        method: "PUT",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Change one's password
 */
export function postMePassword({ origin, secFetchSite, idempotencyKey, dPoP, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    dPoP?: string;
    body: {
        currentPassword: string;
        newPassword: string;
        signOutOthers?: boolean;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Refresh;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_code" | "invalid_credentials" | "not_authenticated" | "session_expired" | "session_revoked" | "token_expired" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required" | "second_factor_required";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "request_in_progress" | "session_mismatch" | "superseded";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "factor_locked" | "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/password", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey,
            DPoP: dPoP
        })
    }));
}
/**
 * Get new recovery codes; the old ones are void
 */
export function postMeRecoveryCodes({ origin, secFetchSite, idempotencyKey }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            /** They work once each, and no other answer contains them. */
            recoveryCodes: string[];
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "request_in_progress" | "second_factor_needed";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/recovery-codes", {
        ...opts,
        method: "POST",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * Read one's own account
 */
export function getMe(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: User;
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me", {
        ...opts
    });
}
/**
 * Change one's own account
 */
export function patchMe({ origin, secFetchSite, idempotencyKey, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        name?: string;
        idleTimeout?: number | null;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: User;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me", oazapfts.json({
        ...opts,
        method: "PATCH",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Have one's own account deleted in two weeks
 */
export function deleteMe({ origin, secFetchSite, idempotencyKey }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            deletionAt: Time;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "last_admin" | "last_owner" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me", {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * End a suspicious session and all others, with a new password; of a user without a password, with a recent sign-in
 */
export function postMeSecureAccount({ origin, secFetchSite, idempotencyKey, dPoP, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    dPoP?: string;
    body: {
        sessionId: string;
        currentPassword?: string;
        newPassword?: string;
        code?: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Refresh;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "invalid_code" | "invalid_credentials" | "not_authenticated" | "session_expired" | "session_revoked" | "token_expired" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required" | "second_factor_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "request_in_progress" | "session_mismatch" | "superseded";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "factor_locked" | "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/me/secure-account", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey,
            DPoP: dPoP
        })
    }));
}
/**
 * Read the counters; `METRICS_TOKEN` is the bearer
 */
export function getMetrics(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: string;
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/metrics", {
        ...opts
    });
}
/**
 * Read this description
 */
export function getOpenapiJson(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Blob;
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/openapi.json", {
        ...opts
    });
}
/**
 * Revoke an API key
 */
export function deleteOrganizationsByIdApiKeysByKeyId({ id, keyId, origin, secFetchSite, idempotencyKey }: {
    id: string;
    keyId: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/api-keys/${encodeURIComponent(keyId)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * List the API keys
 */
export function getOrganizationsByIdApiKeys({ id }: {
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            apiKeys: ApiKey[];
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/api-keys`, {
        ...opts
    });
}
/**
 * Make an API key
 */
export function postOrganizationsByIdApiKeys({ id, origin, secFetchSite, idempotencyKey, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        name: string;
        scope: "read" | "write";
        expiresInDays?: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: NewApiKey;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/api-keys`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Withdraw an invitation
 */
export function deleteOrganizationsByIdInvitationsByInvitationId({ id, invitationId, origin, secFetchSite, idempotencyKey }: {
    id: string;
    invitationId: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/invitations/${encodeURIComponent(invitationId)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * List the open invitations
 */
export function getOrganizationsByIdInvitations({ id }: {
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            invitations: Invitation[];
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/invitations`, {
        ...opts
    });
}
/**
 * Invite an address
 */
export function postOrganizationsByIdInvitations({ id, origin, secFetchSite, idempotencyKey, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        email: string;
        role: "owner" | "admin" | "member";
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: Invitation;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_member" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/invitations`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Change the role of a member
 */
export function patchOrganizationsByIdMembersByUserId({ id, userId, origin, secFetchSite, idempotencyKey, body }: {
    id: string;
    userId: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        role: "owner" | "admin" | "member";
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Member;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "last_owner" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/members/${encodeURIComponent(userId)}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Remove a member, or leave
 */
export function deleteOrganizationsByIdMembersByUserId({ id, userId, origin, secFetchSite, idempotencyKey }: {
    id: string;
    userId: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "last_owner" | "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/members/${encodeURIComponent(userId)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * List the members
 */
export function getOrganizationsByIdMembers({ id, page, pageSize }: {
    id: string;
    page?: number;
    pageSize?: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            members: Member[];
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/members${QS.query(QS.explode({
        page,
        pageSize
    }))}`, {
        ...opts
    });
}
/**
 * Read an organization
 */
export function getOrganizationsById({ id }: {
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Organization;
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}`, {
        ...opts
    });
}
/**
 * Change an organization
 */
export function patchOrganizationsById({ id, origin, secFetchSite, idempotencyKey, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        name?: string;
        slug?: string;
        branding?: {
            primaryColor: string | null;
        };
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Organization;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress" | "slug_taken";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Delete an organization
 */
export function deleteOrganizationsById({ id, origin, secFetchSite, idempotencyKey }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * Add a member to a workspace, or change the role
 */
export function putOrganizationsByIdWorkspacesByWorkspaceIdMembersByUserId({ id, workspaceId, userId, origin, secFetchSite, idempotencyKey, body }: {
    id: string;
    workspaceId: string;
    userId: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        role: "admin" | "member";
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: WorkspaceMember;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/workspaces/${encodeURIComponent(workspaceId)}/members/${encodeURIComponent(userId)}`, oazapfts.json({
        ...opts,
        method: "PUT",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Remove a member from a workspace, or leave it
 */
export function deleteOrganizationsByIdWorkspacesByWorkspaceIdMembersByUserId({ id, workspaceId, userId, origin, secFetchSite, idempotencyKey }: {
    id: string;
    workspaceId: string;
    userId: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/workspaces/${encodeURIComponent(workspaceId)}/members/${encodeURIComponent(userId)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * List the members of a workspace
 */
export function getOrganizationsByIdWorkspacesByWorkspaceIdMembers({ id, workspaceId, page, pageSize }: {
    id: string;
    workspaceId: string;
    page?: number;
    pageSize?: number;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            members: WorkspaceMember[];
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/workspaces/${encodeURIComponent(workspaceId)}/members${QS.query(QS.explode({
        page,
        pageSize
    }))}`, {
        ...opts
    });
}
/**
 * Delete a workspace
 */
export function deleteOrganizationsByIdWorkspacesByWorkspaceId({ id, workspaceId, origin, secFetchSite, idempotencyKey }: {
    id: string;
    workspaceId: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/workspaces/${encodeURIComponent(workspaceId)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * List the workspaces
 */
export function getOrganizationsByIdWorkspaces({ id }: {
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            /** For a member those they are in. */
            workspaces: Workspace[];
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/workspaces`, {
        ...opts
    });
}
/**
 * Make a workspace
 */
export function postOrganizationsByIdWorkspaces({ id, origin, secFetchSite, idempotencyKey, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        name: string;
        slug?: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: Workspace;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress" | "slug_taken";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/organizations/${encodeURIComponent(id)}/workspaces`, oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * List one's own memberships
 */
export function getOrganizations(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            memberships: Membership[];
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/organizations", {
        ...opts
    });
}
/**
 * Make an organization
 */
export function postOrganizations({ origin, secFetchSite, idempotencyKey, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        name: string;
        slug?: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 201;
        data: Membership;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress" | "slug_taken";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/organizations", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Report that the user is present
 */
export function postSessionActivity({ origin, secFetchSite, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    body: {
        idleForSeconds: number;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            idleExpiresAt: Time;
            absoluteExpiresAt: Time;
            serverTime: Time;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "forbidden";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/session/activity", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    }));
}
/**
 * Follow the session's events
 */
export function getSessionEvents(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: string;
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/session/events", {
        ...opts
    });
}
/**
 * Choose the organization that the session works in
 */
export function postSessionOrganization({ origin, secFetchSite, idempotencyKey, dPoP, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    dPoP?: string;
    body: {
        organizationId: string | null;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Activation;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "not_authenticated" | "session_expired" | "session_revoked" | "token_expired" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "request_in_progress" | "session_mismatch" | "superseded";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/session/organization", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey,
            DPoP: dPoP
        })
    }));
}
/**
 * Read who is signed in on this browser
 */
export function getSession(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: BrowserSession;
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/session", {
        ...opts
    });
}
/**
 * Tell whether a user is signed in; for the pages of trusted origins
 */
export function getSessionStatus(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            active: true;
            userId: string;
            epoch: string;
            serverTime: Time;
        } | {
            active: boolean;
            reason?: EndReason;
            epoch: string;
            serverTime: Time;
        } | {
            active: boolean;
            unavailable: true;
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/session/status", {
        ...opts
    });
}
/**
 * Act for another account of this browser
 */
export function postSessionSwitch({ origin, secFetchSite, dPoP, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    dPoP?: string;
    body: {
        sessionId: string;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: SignIn;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "not_authenticated" | "session_expired" | "session_revoked" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "session_mismatch" | "superseded";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/session/switch", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            DPoP: dPoP
        })
    }));
}
/**
 * Get a token for another service
 */
export function postSessionToken({ origin, secFetchSite, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    body: {
        template: string;
        embedded?: boolean;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: TemplateToken;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "unknown_template";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/session/token", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite
        })
    }));
}
/**
 * Choose the workspace that the session works in
 */
export function postSessionWorkspace({ origin, secFetchSite, idempotencyKey, dPoP, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    dPoP?: string;
    body: {
        workspaceId: string | null;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Activation;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "device_proof_required" | "not_authenticated" | "session_expired" | "session_revoked" | "token_expired" | "use_dpop_nonce";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "already_done" | "request_in_progress" | "session_mismatch" | "superseded";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/session/workspace", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey,
            DPoP: dPoP
        })
    }));
}
/**
 * Name a device
 */
export function patchSessionsById({ id, origin, secFetchSite, idempotencyKey, body }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body: {
        label: string | null;
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Session;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "deletion_scheduled" | "forbidden" | "forbidden_while_impersonating";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 429;
        data: Error & {
            error?: "rate_limited";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/sessions/${encodeURIComponent(id)}`, oazapfts.json({
        ...opts,
        method: "PATCH",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * Sign a device out
 */
export function deleteSessionsById({ id, origin, secFetchSite, idempotencyKey }: {
    id: string;
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/sessions/${encodeURIComponent(id)}`, {
        ...opts,
        method: "DELETE",
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    });
}
/**
 * Read the life of a session
 */
export function getSessionsByIdTimeline({ id }: {
    id: string;
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Timeline;
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 404;
        data: Error & {
            error?: "not_found";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/sessions/${encodeURIComponent(id)}/timeline`, {
        ...opts
    });
}
/**
 * Sign out the other devices, or all
 */
export function postSessionsRevokeAll({ origin, secFetchSite, idempotencyKey, body }: {
    origin?: string;
    secFetchSite?: "same-origin";
    idempotencyKey?: string;
    body?: {
        scope?: "others" | "all";
    };
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            revoked: number;
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "cross_site_request" | "forbidden" | "forbidden_while_impersonating" | "reauthentication_required";
        };
    } | {
        status: 408;
        data: Error & {
            error?: "request_timeout";
        };
    } | {
        status: 409;
        data: Error & {
            error?: "request_in_progress";
        };
    } | {
        status: 413;
        data: Error & {
            error?: "payload_too_large";
        };
    } | {
        status: 415;
        data: Error & {
            error?: "unsupported_media_type";
        };
    } | {
        status: 422;
        data: Error & {
            error?: "idempotency_key_reused";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>("/api/sessions/revoke-all", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            Origin: origin,
            "Sec-Fetch-Site": secFetchSite,
            "Idempotency-Key": idempotencyKey
        })
    }));
}
/**
 * List one's own devices
 */
export function getSessions({ status }: {
    status?: "active" | "ended";
}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: {
            sessions: (Session | EndedSession)[];
        };
    } | {
        status: 400;
        data: Error & {
            error?: "invalid_request";
        };
    } | {
        status: 401;
        data: Error & {
            error?: "not_authenticated" | "session_expired" | "session_revoked" | "token_expired";
        };
    } | {
        status: 403;
        data: Error & {
            error?: "forbidden";
        };
    } | {
        status: 500;
        data: Error & {
            error?: "server_error";
        };
    } | {
        status: 503;
        data: Error & {
            error?: "unavailable";
        };
    }>(`/api/sessions${QS.query(QS.explode({
        status
    }))}`, {
        ...opts
    });
}
