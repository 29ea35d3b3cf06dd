import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CockpitApp } from "@/cockpit/CockpitApp";
import { useProjector } from "@/cockpit/room/projector";
import { startI18n } from "@/i18n";
import { en } from "@/i18n/en";
import { zhCN } from "@/i18n/zh-CN";
import { classView } from "../mocks/cockpit";
import { commands, freshPage, LineInHand, server, wish } from "../mocks/page";

const zh = zhCN.cockpit;

describe("the instructor's page", () => {
  beforeAll(async () => {
    server.listen({ onUnhandledRequest: "error" });
    await startI18n({ "zh-CN": zhCN, en }, "zh-CN");
  });
  beforeEach(() => {
    freshPage("/cockpit/3");
    useProjector.setState({ on: false });
  });
  afterEach(() => server.resetHandlers());
  afterAll(() => server.close());

  it("makes a class only with a name, and opens it", async () => {
    freshPage("/cockpit");
    const user = userEvent.setup();
    render(<CockpitApp />);
    await user.click(await screen.findByRole("button", { name: zh.classes.create }));
    await user.click(await screen.findByRole("button", { name: zh.create.submit }));
    expect(await screen.findByText(zh.create.nameMissing)).toBeInTheDocument();
    expect(commands("classes")).toHaveLength(0);
    await user.type(screen.getByRole("textbox", { name: zh.create.name }), "电商 3 班");
    await user.click(screen.getByRole("button", { name: zh.create.submit }));
    await waitFor(() => expect(commands("classes")[0]?.body).toEqual({ name: "电商 3 班", language: "zh-CN", duration_minutes: 10, capacity: 2 }));
    await waitFor(() => expect(window.location.pathname).toBe("/cockpit/3"));
  });

  it("opens on the join code while people come in, and shows who does", async () => {
    wish.set("state", "ready");
    render(<CockpitApp />);
    expect(await screen.findByText("加入码：7K3MQP")).toBeInTheDocument();
    await waitFor(() => expect(LineInHand.last?.sent[0]).toHaveProperty("subscribe"));
    const place = { id: 15, name: "新同学", state: "making", mall_id: null, seat_id: null };
    act(() => LineInHand.last?.event("class:3", 91, "class.place.joined", { place }));
    expect(await screen.findByText("新同学")).toBeInTheDocument();
  });

  it("explains how to open the server when only this computer can reach it", async () => {
    wish.set("state", "ready");
    wish.set("open", "no");
    render(<CockpitApp />);
    expect(await screen.findByText(/HOST=0.0.0.0 make run/)).toBeInTheDocument();
  });

  it("starts for all only after asking", async () => {
    wish.set("state", "ready");
    const user = userEvent.setup();
    render(<CockpitApp />);
    await user.click(await screen.findByRole("button", { name: zh.controls.start }));
    expect(commands("/start")).toHaveLength(0);
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: zh.controls.start }));
    await waitFor(() => expect(commands("/start")).toHaveLength(1));
  });

  it("hides names in projector mode", async () => {
    const user = userEvent.setup();
    render(<CockpitApp />);
    expect(await screen.findByText("陈思远")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: zh.projector.on }));
    expect(screen.queryByText("陈思远")).toBeNull();
    expect(screen.getByText("01 号")).toBeInTheDocument();
  });

  it("takes a pause heard from elsewhere", async () => {
    render(<CockpitApp />);
    await screen.findByRole("button", { name: zh.controls.pause });
    await waitFor(() => expect(LineInHand.last?.sent[0]).toHaveProperty("subscribe"));
    const { clock } = classView("zh-CN", "paused");
    act(() => LineInHand.last?.event("class:3", 91, "class.state.changed", { state: "paused", clock }));
    expect(await screen.findByRole("button", { name: zh.controls.resume })).toBeInTheDocument();
  });
});
