import { Button, Radio, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { practise } from "@/api/people";
import { currentLanguage } from "@/i18n";
import type { Language } from "@/i18n/catalogue";
import { attempt } from "@/lib/act";
import { keep, recall } from "@/lib/storage";
import classes from "./welcome.module.css";

const NAME = "malldrill.name";

/** A name, a language, and a mall is made. */
export function AloneForm() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const form = useForm<{ name: string; language: Language }>({
    initialValues: { name: recall(NAME, ""), language: currentLanguage() },
    validate: { name: (name) => (name.trim() === "" ? t("desk.welcome.nameNeeded") : null) },
  });
  const submit = form.onSubmit(async ({ name, language }) => {
    setBusy(true);
    keep(NAME, name.trim());
    const made = await attempt(() => practise({ name: name.trim(), language }));
    setBusy(false);
    if (made) navigate(`/runs/${made.run_id}`);
  });
  return (
    <form className={classes["form"]} onSubmit={submit} noValidate>
      <p className={classes["hint"]}>{t("desk.welcome.aloneHint")}</p>
      <TextInput
        size="md"
        label={t("desk.welcome.name")}
        placeholder={t("desk.welcome.namePlaceholder")}
        autoComplete="name"
        maxLength={40}
        {...form.getInputProps("name")}
      />
      <Radio.Group
        label={t("desk.welcome.language")}
        description={t("desk.welcome.languageHint")}
        inputWrapperOrder={["label", "description", "input", "error"]}
        size="md"
        {...form.getInputProps("language")}
      >
        <div className={classes["languages"]}>
          <Radio.Card value="zh-CN" className={classes["language"] ?? ""}>
            <b>{t("common.language.zh")}</b>
            <span>{t("desk.welcome.chinese")}</span>
          </Radio.Card>
          <Radio.Card value="en" className={classes["language"] ?? ""}>
            <b>{t("common.language.en")}</b>
            <span>{t("desk.welcome.english")}</span>
          </Radio.Card>
        </div>
      </Radio.Group>
      <Button type="submit" size="md" disabled={busy}>
        {busy ? t("common.action.submitting") : t("desk.welcome.startAlone")}
      </Button>
    </form>
  );
}
