import { Button, Container, Group, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { dayTime } from "@/lib/time";
import { BrandMark } from "@/ui/BrandMark";
import { LanguageSwitch, ThemeSwitch } from "@/ui/Switches";
import { cockpitApi } from "../api";
import { StateChip } from "../parts/StateChip";
import { Failed, Nothing, Waiting } from "../parts/states";
import type { ClassRow } from "../types";
import { CreateClass } from "./CreateClass";
import styles from "./classes.module.css";

function Rows({ items }: { items: ClassRow[] }) {
  const { t } = useTranslation();
  return (
    <div className={styles["frame"]}>
      <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("cockpit.classes.name")}</Table.Th>
            <Table.Th>{t("cockpit.classes.state")}</Table.Th>
            <Table.Th>{t("cockpit.classes.code")}</Table.Th>
            <Table.Th>{t("cockpit.classes.joined")}</Table.Th>
            <Table.Th>{t("cockpit.classes.created")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <Table.Tr key={item.id}>
              <Table.Td>
                <Link href={`/${item.id}`} className={styles["link"]}>
                  {item.name}
                </Link>
              </Table.Td>
              <Table.Td>
                <StateChip state={item.state} />
              </Table.Td>
              <Table.Td className={styles["code"]}>{item.join_code}</Table.Td>
              <Table.Td>{t("cockpit.classes.people", { count: item.joined })}</Table.Td>
              <Table.Td>{dayTime(item.created_at)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

export function ClassesPage() {
  const { t } = useTranslation();
  const [creating, setCreating] = useState(false);
  const { data, error, refetch } = useQuery({ queryKey: ["classes"], queryFn: cockpitApi.classes, staleTime: 0 });
  useEffect(() => {
    document.title = t("cockpit.title");
  }, [t]);
  return (
    <div className={styles["page"]}>
      <header className={styles["bar"]}>
        <BrandMark />
        <Group gap={4}>
          <LanguageSwitch />
          <ThemeSwitch />
        </Group>
      </header>
      <Container component="main" size={1080} py="xl">
        <Group justify="space-between" align="end" mb="lg" wrap="nowrap">
          <div>
            <Title order={1} size={26}>
              {t("cockpit.classes.title")}
            </Title>
            <Text c="dimmed">{t("cockpit.classes.intro")}</Text>
          </div>
          <Button leftSection={<Plus size={18} aria-hidden />} flex="none" onClick={() => setCreating(true)}>
            {t("cockpit.classes.create")}
          </Button>
        </Group>
        {error ? (
          <Failed error={error} retry={() => void refetch()} />
        ) : !data ? (
          <Waiting />
        ) : data.items.length === 0 ? (
          <Nothing title={t("cockpit.classes.none")} hint={t("cockpit.classes.noneHint")} />
        ) : (
          <Rows items={data.items} />
        )}
      </Container>
      <CreateClass opened={creating} onClose={() => setCreating(false)} />
    </div>
  );
}
