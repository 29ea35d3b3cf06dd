"""The pieces of one shipment: child waybills under a parent's."""
