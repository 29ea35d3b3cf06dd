import { Alert, Button, Group, Input, Modal, NumberInput, SegmentedControl, Stack, TextInput } from "@mantine/core";
import { isInRange, useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { currentLanguage } from "@/i18n";
import { cockpitApi } from "../api";
import { classKey, hear } from "../classFeed";
import { cockpitErrorText } from "../parts/states";
import type { NewClass } from "../types";

const DURATION = { min: 1, max: 120 };
const CAPACITY = { min: 1, max: 10 };

/** The form that makes a class; afterwards its page opens on the join code. */
export function CreateClass({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const form = useForm<NewClass>({
    initialValues: { name: "", language: currentLanguage(), duration_minutes: 10, capacity: 2 },
    validate: {
      name: (name) =>
        name.trim() === "" ? t("cockpit.create.nameMissing") : name.length > 60 ? t("cockpit.create.nameLong") : null,
      duration_minutes: isInRange(DURATION, t("cockpit.create.range", DURATION)),
      capacity: isInRange(CAPACITY, t("cockpit.create.range", CAPACITY)),
    },
  });
  const create = useMutation({
    mutationFn: (values: NewClass) => cockpitApi.create({ ...values, name: values.name.trim() }),
    onSuccess: (view) => {
      queries.setQueryData(classKey(view.id), hear(view));
      void queries.invalidateQueries({ queryKey: ["classes"] });
      onClose();
      navigate(`/${view.id}`);
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("cockpit.create.title")}
      closeButtonProps={{ "aria-label": t("common.action.close") }}
    >
      <form onSubmit={form.onSubmit((values) => create.mutate(values))}>
        <Stack gap="md">
          <TextInput
            data-autofocus
            label={t("cockpit.create.name")}
            placeholder={t("cockpit.create.namePlaceholder")}
            maxLength={80}
            {...form.getInputProps("name")}
          />
          <Input.Wrapper
            label={t("cockpit.create.language")}
            description={t("cockpit.create.languageHint")}
            labelElement="div"
            labelProps={{ id: "class-language" }}
          >
            <SegmentedControl
              fullWidth
              mt={6}
              bg="var(--md-hover)"
              aria-labelledby="class-language"
              data={[
                { value: "zh-CN", label: t("cockpit.create.chinese") },
                { value: "en", label: t("cockpit.create.english") },
              ]}
              {...form.getInputProps("language")}
            />
          </Input.Wrapper>
          <Group grow align="start">
            <NumberInput
              label={t("cockpit.create.duration")}
              description={t("cockpit.create.durationHint")}
              allowDecimal={false}
              {...DURATION}
              clampBehavior="none"
              {...form.getInputProps("duration_minutes")}
            />
            <NumberInput
              label={t("cockpit.create.capacity")}
              description={t("cockpit.create.capacityHint")}
              allowDecimal={false}
              {...CAPACITY}
              clampBehavior="none"
              {...form.getInputProps("capacity")}
            />
          </Group>
          {create.error ? (
            <Alert color="red" role="alert">
              {cockpitErrorText(create.error)}
            </Alert>
          ) : null}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t("cockpit.create.cancel")}
            </Button>
            <Button type="submit" loading={create.isPending}>
              {t("cockpit.create.submit")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
