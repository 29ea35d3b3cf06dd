import { Button, Code, Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { TriangleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { ApiError, errorText } from "@/api/errors";
import { wordOf } from "@/lib/words";

/** What the cockpit says to a refusal: its own words first, else the common ones. */
export function cockpitErrorText(error: unknown): string {
  if (error instanceof ApiError) {
    const own = wordOf("cockpit.error.code", error.code);
    if (own !== error.code) return own;
  }
  return errorText(error);
}

export function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useTranslation();
  const status = error instanceof ApiError ? error.status : 0;
  if (status === 401 || status === 403) return <SignIn />;
  return (
    <Stack align="center" gap="sm" py={80} role="alert">
      <TriangleAlert size={40} strokeWidth={1.4} aria-hidden />
      <Title order={2} size="h4">
        {status === 404 ? t("cockpit.error.notFound") : t("cockpit.error.title")}
      </Title>
      <Text c="dimmed">{cockpitErrorText(error)}</Text>
      <Group>
        {status === 404 ? (
          <Button component={Link} href="/" variant="default">
            {t("cockpit.error.back")}
          </Button>
        ) : (
          <Button onClick={retry} variant="default">
            {t("cockpit.error.retry")}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** The way in is a link from the program's window: there is no password to ask for yet. */
function SignIn() {
  const { t } = useTranslation();
  return (
    <Stack align="center" gap="sm" py={80} role="alert">
      <Title order={2} size="h4">
        {t("cockpit.error.signInTitle")}
      </Title>
      <Text c="dimmed" maw={520} ta="center">
        {t("cockpit.error.signIn")}
      </Text>
      <Code fz="md" bg="var(--md-hover)">malldrill instructor link</Code>
    </Stack>
  );
}

export function Waiting() {
  return (
    <Stack aria-busy py="lg">
      <Skeleton height={28} width="30%" />
      <Skeleton height={260} />
    </Stack>
  );
}

export function Nothing({ title, hint }: { title: string; hint?: string }) {
  return (
    <Stack align="center" gap={6} py={56} ta="center">
      <Text fw={650} fz="lg">
        {title}
      </Text>
      {hint ? (
        <Text c="dimmed" maw={440}>
          {hint}
        </Text>
      ) : null}
    </Stack>
  );
}
