import { Button, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { ApiError, errorText } from "@/api/errors";
import { join } from "@/api/people";
import { refused } from "@/lib/act";
import { keep, recall } from "@/lib/storage";
import classes from "./welcome.module.css";

const NAME = "malldrill.name";

/** Class code and name; the PIN only when the name is taken. */
export function JoinForm({ code }: { code: string }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const form = useForm({
    initialValues: { code, name: recall(NAME, ""), pin: "" },
    validate: {
      code: (value) => (value.trim() === "" ? t("desk.welcome.codeNeeded") : null),
      name: (value) => (value.trim() === "" ? t("desk.welcome.nameNeeded") : null),
      pin: (value) => (/^\d{4,8}$/.test(value.trim()) ? null : t("desk.welcome.pinRule")),
    },
  });
  const submit = form.onSubmit(async (values) => {
    setBusy(true);
    keep(NAME, values.name.trim());
    try {
      const joined = await join({
        code: values.code.trim().toUpperCase(),
        name: values.name.trim(),
        pin: values.pin.trim(),
      });
      navigate(`/runs/${joined.run_id}`);
    } catch (error) {
      if (error instanceof ApiError && (error.code === "pin_needed" || error.code === "pin_wrong")) {
        form.setFieldError("pin", errorText(error));
      } else if (error instanceof ApiError && error.code === "join_code_unknown") {
        form.setFieldError("code", errorText(error));
      } else refused(error);
    } finally {
      setBusy(false);
    }
  });
  return (
    <form className={classes["form"]} onSubmit={submit} noValidate>
      <p className={classes["hint"]}>{t("desk.welcome.joinHint")}</p>
      <TextInput
        className={classes["code"] ?? ""}
        size="lg"
        label={t("desk.welcome.code")}
        placeholder={t("desk.welcome.codePlaceholder")}
        autoComplete="off"
        spellCheck={false}
        maxLength={12}
        {...form.getInputProps("code")}
      />
      <TextInput
        size="md"
        label={t("desk.welcome.name")}
        placeholder={t("desk.welcome.namePlaceholder")}
        autoComplete="name"
        maxLength={40}
        {...form.getInputProps("name")}
      />
      <TextInput
        size="md"
        label={t("desk.welcome.pin")}
        description={t("desk.welcome.pinHint")}
        inputMode="numeric"
        autoComplete="off"
        maxLength={8}
        {...form.getInputProps("pin")}
      />
      <Button type="submit" size="md" disabled={busy}>
        {busy ? t("common.action.submitting") : t("desk.welcome.enter")}
      </Button>
    </form>
  );
}
