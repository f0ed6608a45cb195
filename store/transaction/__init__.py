"""What one transaction can do, by concept; `store/unit_of_work.py` puts it together."""
