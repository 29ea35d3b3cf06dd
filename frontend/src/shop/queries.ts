import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSeat } from "./seat";

/** Where a seat's answers are kept; live events name these keys when they make something stale. */
export const keys = {
  snapshot: (seat: number) => ["shop", seat, "snapshot"] as const,
  home: (seat: number) => ["shop", seat, "home"] as const,
  products: (seat: number, category: number | null, q: string) => ["shop", seat, "products", category, q] as const,
  product: (seat: number, id: number) => ["shop", seat, "product", id] as const,
  orders: (seat: number) => ["shop", seat, "orders"] as const,
  order: (seat: number, id: number) => ["shop", seat, "order", id] as const,
  coupons: (seat: number) => ["shop", seat, "coupons"] as const,
  tickets: (seat: number) => ["shop", seat, "tickets"] as const,
  chat: (seat: number) => ["shop", seat, "chat"] as const,
};

export function useHome() {
  const { seat, api } = useSeat();
  return useQuery({ queryKey: keys.home(seat), queryFn: api.home, staleTime: Infinity });
}

export function useProducts(category: number | null, q: string) {
  const { seat, api } = useSeat();
  return useInfiniteQuery({
    queryKey: keys.products(seat, category, q),
    queryFn: ({ pageParam }) => api.products({ category, q, after: pageParam }),
    initialPageParam: null as string | number | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useProduct(id: number) {
  const { seat, api } = useSeat();
  return useQuery({ queryKey: keys.product(seat, id), queryFn: () => api.product(id) });
}

export function useOrders() {
  const { seat, api } = useSeat();
  return useInfiniteQuery({
    queryKey: keys.orders(seat),
    queryFn: ({ pageParam }) => api.orders(pageParam),
    initialPageParam: null as string | number | null,
    getNextPageParam: (page) => page.next,
  });
}

export function useOrder(id: number) {
  const { seat, api } = useSeat();
  return useQuery({ queryKey: keys.order(seat, id), queryFn: () => api.order(id) });
}

/** Stale with the order itself, as its key begins like the order's. */
export function usePromises(id: number) {
  const { seat, api } = useSeat();
  return useQuery({ queryKey: [...keys.order(seat, id), "promises"], queryFn: () => api.promises(id) });
}

export function useCoupons() {
  const { seat, api } = useSeat();
  return useQuery({ queryKey: keys.coupons(seat), queryFn: api.coupons });
}

export function useTickets() {
  const { seat, api } = useSeat();
  return useQuery({ queryKey: keys.tickets(seat), queryFn: api.tickets });
}

/** Fetches an order again after something was done to it, without waiting for the live event. */
export function useRefreshOrder(orderId: number): () => Promise<unknown> {
  const queries = useQueryClient();
  const { seat } = useSeat();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: keys.order(seat, orderId) }),
      queries.invalidateQueries({ queryKey: keys.orders(seat) }),
    ]);
}
