"""What the sender has done with a parcel on its way: kept, sent elsewhere, taken apart, brought back."""
