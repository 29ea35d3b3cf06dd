import { Container, MantineProvider, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function DeskApp() {
  const { t } = useTranslation();
  return (
    <MantineProvider defaultColorScheme="auto">
      <Container component="main" py="xl">
        <Title order={1}>{t("desk.title")}</Title>
        <Text>{t("common.product.tagline")}</Text>
      </Container>
    </MantineProvider>
  );
}
