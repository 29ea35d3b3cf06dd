"""Every table of the program, imported once so that migrations and `clone_mall` know them all."""

import classroom.runs.models
import core.commands.models
import core.events.models
import core.identity.models
import core.jobs.models
import core.malls.models
import core.timers.models
import helpdesk.agents.models
import helpdesk.approvals.models
import helpdesk.chats.models
import helpdesk.policy.models
import helpdesk.promises.models
import helpdesk.scripts.models
import helpdesk.tickets.models
import logistics.carriers.models
import logistics.claims.models
import logistics.consignments.models
import logistics.disruptions.models
import logistics.hotline.models
import logistics.network.models
import logistics.packing.models
import logistics.pieces.models
import logistics.rates.models
import logistics.receipts.models
import logistics.waybills.models
import logistics.work_orders.models
import shop.aftersales.models
import shop.catalog.models
import shop.coupons.models
import shop.fulfilment.models
import shop.orders.models
import shop.payments.models
import shop.payouts.models
import shop.promises.models
import shop.shoppers.models
import simulation.incidents.models
import simulation.shoppers.models
from core.db.base import Base

metadata = Base.metadata
