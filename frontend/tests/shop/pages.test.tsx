import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startI18n } from "@/i18n";
import { en } from "@/i18n/en";
import { zhCN } from "@/i18n/zh-CN";
import { ShopApp } from "@/shop/ShopApp";
import { commands, freshPage, LineInHand, server } from "../mocks/page";

const zh = zhCN.shop;

beforeAll(async () => {
  server.listen({ onUnhandledRequest: "error" });
  await startI18n({ "zh-CN": zhCN, en }, "zh-CN");
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

describe("a shopper's order", () => {
  beforeEach(() => freshPage("/shop/12/orders/17"));

  it("shows where the parcel is, newest first, and what was paid back", async () => {
    render(<ShopApp />);
    await screen.findByRole("heading", { name: zh.order.tracking });
    expect(screen.getByText(/快件积压/).parentElement?.querySelector("time")).toHaveTextContent("11-2");
    expect(screen.getByText(zhCN.parcel.meaning.shopper.backlog)).toBeVisible();
    expect(screen.getByText(new RegExp(`${zh.order.payout} ¥11.90`))).toBeInTheDocument();
    expect(screen.getByText(new RegExp(zh.order.overdue))).toBeInTheDocument();
  });

  it("puts units of the same thing together", async () => {
    render(<ShopApp />);
    expect(await screen.findByText("× 2")).toBeInTheDocument();
  });

  it("is asked back with a reason that fits where the goods are", async () => {
    const user = userEvent.setup();
    render(<ShopApp />);
    await user.click(await screen.findByRole("button", { name: zh.order.refundAsk }));
    const dialog = screen.getByRole("dialog", { name: zh.refund.title });
    expect(within(dialog).getByText(new RegExp(zh.refund.path.in_transit.slice(0, 8)))).toBeInTheDocument();
    expect(within(dialog).getByRole("button", { name: zh.refund.send })).toBeDisabled();
    await user.click(within(dialog).getByRole("radio", { name: zh.moneyReason.late_delivery }));
    await user.click(within(dialog).getByRole("button", { name: zh.refund.send }));
    await waitFor(() => expect(commands("refund-requests")).toHaveLength(1));
    expect(commands("refund-requests")[0]?.body).toEqual({ reason: "late_delivery" });
    await waitFor(() => expect(screen.queryByRole("dialog", { name: zh.refund.title })).toBeNull());
  });

  it("is fetched again when the shop says something happened to it", async () => {
    render(<ShopApp />);
    await screen.findByRole("heading", { name: zh.order.tracking });
    await waitFor(() => expect(LineInHand.last?.sent[0]).toHaveProperty("subscribe"));
    const { asked } = await import("../mocks/page");
    const before = asked.filter((question) => question.path.endsWith("/orders/17")).length;
    act(() => LineInHand.last?.event("seat:12", 413, "shop.payout.paid", { order_id: 17, shopper_id: 44 }));
    await waitFor(() =>
      expect(asked.filter((question) => question.path.endsWith("/orders/17")).length).toBe(before + 1),
    );
  });
});

describe("a shopper's orders", () => {
  it("are filtered by the states of the trade", async () => {
    freshPage("/shop/12/orders");
    const user = userEvent.setup();
    render(<ShopApp />);
    const tabs = await screen.findByRole("navigation", { name: zh.orders.filter });
    await user.click(within(tabs).getByRole("link", { name: new RegExp(zh.filters.unpaid) }));
    const rows = screen.getAllByRole("heading", { level: 2 });
    expect(rows).toHaveLength(1);
  });
});

describe("the shop", () => {
  it("says whose part is played", async () => {
    freshPage("/shop/12");
    render(<ShopApp />);
    expect(await screen.findByRole("complementary", { name: zh.role.label })).toHaveTextContent("敏敏爱吃鱼");
  });

  it("offers no dead buttons: nothing about a cart or a checkout", async () => {
    freshPage("/shop/12/p/3");
    render(<ShopApp />);
    await screen.findByRole("button", { name: zh.product.ask });
    for (const button of screen.getAllByRole("button")) expect(button).not.toHaveTextContent(/购物车|立即购买|结算/);
  });
});
