import { isSafeAddress, needsHttps } from "@scarlet/domain/accounts";
import { z } from "zod";

/** A setting that the process cannot start with. The message is one sentence that names it. */
export class SettingError extends Error {
  override readonly name = "SettingError";
}

/** An unset variable and an empty one mean the same: the default. */
export const setting = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);

/** An http or https address with a default. */
export const addressSetting = (fallback: string) =>
  setting(z.url({ protocol: /^https?$/ }).default(fallback));

/** A TCP port with a default. */
export const portSetting = (fallback: number) =>
  setting(z.coerce.number().int().min(1).max(65_535).default(fallback));

export const hostSetting = setting(z.string().min(1).default("127.0.0.1"));
export const secretSetting = setting(z.string().min(32, "it must have 32 characters or more").optional());
export const nodeEnvSetting = setting(z.string().default("development"));
/** Set by `npm start`: the shop is a trial with a database of its own, whatever NODE_ENV says. */
export const embeddedSetting = setting(z.enum(["0", "1"]).default("0"));

/** Set by `npm run dev`: Next compiles each page when it is asked for and reloads it, instead of serving a build. */
export const developmentSetting = setting(z.enum(["0", "1"]).default("0"));

type Environment = Readonly<Record<string, string | undefined>>;
type Common = { readonly NODE_ENV: string; readonly SCARLET_EMBEDDED: "0" | "1" };

type WithProduction<T> = T & { readonly isProduction: boolean };

/**
 * The settings of an app. `env()` reads those of `environment` when they are first needed: at run time, never while
 * building. `readEnv` parses any environment. Both add `isProduction`: people use the app for real, so that its public
 * address, the setting named `publicUrl`, must be https or on this machine alone. Both raise `SettingError`.
 */
export function settingsOf<T extends Common>(
  schema: z.ZodType<T>,
  publicUrl: keyof T & string,
  environment: () => Environment,
) {
  let parsed: WithProduction<T> | undefined;
  const readEnv = (variables: Environment): WithProduction<T> => {
    const result = schema.safeParse(variables);
    if (!result.success) throw settingError(result.error);
    const isProduction = result.data.NODE_ENV === "production" && result.data.SCARLET_EMBEDDED === "0";
    if (isProduction && !isSafeAddress(String(result.data[publicUrl])))
      throw new SettingError(needsHttps(publicUrl));
    return { ...result.data, isProduction };
  };
  const env = (): WithProduction<T> => {
    parsed ??= readEnv(environment());
    return parsed;
  };
  return { env, readEnv };
}

function settingError({ issues: [issue] }: z.ZodError): SettingError {
  return new SettingError(
    `${String(issue?.path[0] ?? "A setting")} is wrong: ${issue?.message}. See .env.example.`,
  );
}
